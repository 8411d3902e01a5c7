import { synthesize } from './constructs/synthesize.ts'

await synthesize(async (app) => {
  const { addAnalyticsStacks } = await import('./analytics-stacks.ts')
  addAnalyticsStacks(app)
})
