import { buildRelease } from 'sightline/engine'
import { AnalyticsStack } from '../../../stacks/constructs/analytics-stack.ts'
import { synthesize } from '../../../stacks/constructs/synthesize.ts'
import { shopProject } from './shop.ts'

/** The stack of the shop; which release, and in which folder, is said by the environment. */
const { SHOP_NAME = 'shop', SHOP_RELEASE, SHOP_FOLDER = SHOP_NAME } = process.env
const release = SHOP_RELEASE === 'second' ? 'second' : 'first'

await synthesize((app) => {
  new AnalyticsStack(app, 'shop', {
    release: buildRelease(shopProject(SHOP_NAME, release, SHOP_FOLDER)),
    scheduler: 'worker',
    permissions: [{ role: 'Viewer', permission: 'View' }],
    onDestroy: 'remove',
  })
})
