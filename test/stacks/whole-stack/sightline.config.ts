import { shopProject, shopRelease } from './shop.ts'

const { SHOP_NAME = 'shop', SHOP_RELEASE, SHOP_FOLDER = SHOP_NAME } = process.env

/** The same project for the command line. */
export default shopProject(SHOP_NAME, shopRelease(SHOP_RELEASE), SHOP_FOLDER)
