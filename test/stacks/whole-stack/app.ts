import { buildRelease } from 'sightline/engine'
import { AnalyticsStack } from '../../../stacks/constructs/analytics-stack.ts'
import { synthesize } from '../../../stacks/constructs/synthesize.ts'
import { shopProject, shopRelease } from './shop.ts'

/** The stack of the shop; which release, and in which folder, is said by the environment. */
const { SHOP_NAME = 'shop', SHOP_RELEASE, SHOP_FOLDER = SHOP_NAME, SHOP_SCHEDULER } = process.env
const release = shopRelease(SHOP_RELEASE)

await synthesize((app) => {
  new AnalyticsStack(app, 'shop', {
    release: buildRelease(shopProject(SHOP_NAME, release, SHOP_FOLDER)),
    scheduler: SHOP_SCHEDULER === 'pg_cron' ? 'pg_cron' : 'worker',
    superuser: true,
    permissions: [{ role: 'Viewer', permission: 'View' }],
    onDestroy: 'remove',
  })
})
