import { Role } from '@cdktf/provider-postgresql/lib/role/index.js'
import { buildRelease } from 'sightline/engine'
import { AnalyticsStack } from '../../../stacks/constructs/analytics-stack.ts'
import { synthesize } from '../../../stacks/constructs/synthesize.ts'
import { shopProject, shopRelease } from './shop.ts'
import { shopWithWarehouse } from './shop-with-warehouse.ts'

/** The stack of the shop; which release, and in which folder, is said by the environment. */
const {
  SHOP_NAME = 'shop',
  SHOP_RELEASE,
  SHOP_FOLDER = SHOP_NAME,
  SHOP_SCHEDULER,
  SHOP_ROLE_PASSWORD,
  SHOP_WAREHOUSE,
} = process.env
const project = SHOP_WAREHOUSE
  ? shopWithWarehouse(SHOP_NAME)
  : shopProject(SHOP_NAME, shopRelease(SHOP_RELEASE), SHOP_FOLDER)

await synthesize((app) => {
  const stack = new AnalyticsStack(app, 'shop', {
    release: buildRelease(project),
    scheduler: SHOP_SCHEDULER === 'pg_cron' ? 'pg_cron' : 'worker',
    superuser: true,
    permissions: [{ role: 'Viewer', permission: 'View' }],
    onDestroy: 'remove',
  })
  if (SHOP_ROLE_PASSWORD === 'in state') keepPasswordInState(stack)
})

/** The role as earlier stacks had it, before its password became a write-only argument. */
function keepPasswordInState(stack: AnalyticsStack): void {
  for (const role of stack.node.findAll().filter((node) => node instanceof Role)) {
    role.addOverride('password', '${var.reader_password}')
    role.addOverride('password_wo', undefined)
    role.addOverride('password_wo_version', undefined)
  }
}
