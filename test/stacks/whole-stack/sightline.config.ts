import { shopProject, shopRelease } from './shop.ts'
import { shopWithWarehouse } from './shop-with-warehouse.ts'

const {
  SHOP_NAME = 'shop',
  SHOP_RELEASE,
  SHOP_FOLDER = SHOP_NAME,
  SHOP_WAREHOUSE,
  SIGHTLINE_REPLICA_HOST,
} = process.env

/** The same project for the command line. */
export default SHOP_WAREHOUSE
  ? shopWithWarehouse(SHOP_NAME)
  : shopProject(
      SHOP_NAME,
      shopRelease(SHOP_RELEASE),
      SHOP_FOLDER,
      SIGHTLINE_REPLICA_HOST ? 'replica' : 'primary',
    )
