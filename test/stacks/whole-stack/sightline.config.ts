import { shopProject } from './shop.ts'

const { SHOP_NAME = 'shop', SHOP_RELEASE, SHOP_FOLDER = SHOP_NAME } = process.env

/** The same project for the command line. */
export default shopProject(SHOP_NAME, SHOP_RELEASE === 'second' ? 'second' : 'first', SHOP_FOLDER)
