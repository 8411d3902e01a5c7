import { shopProject, shopRelease } from './shop.ts'

const { SHOP_NAME = 'shop', SHOP_RELEASE, SHOP_FOLDER = SHOP_NAME, SIGHTLINE_REPLICA_HOST } = process.env

/** The same project for the command line. */
export default shopProject(
  SHOP_NAME,
  shopRelease(SHOP_RELEASE),
  SHOP_FOLDER,
  SIGHTLINE_REPLICA_HOST ? 'replica' : 'primary',
)
