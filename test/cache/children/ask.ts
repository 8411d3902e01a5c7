import { setTimeout as wait } from 'node:timers/promises'
import { openCache } from '../../../toolkit/cache/index.ts'
import { project, totals } from '../shop.ts'

/** Asks for one answer as often as it is told, all at once, and prints how often it was computed here. */
const [redis = '', times = '', at = ''] = process.argv.slice(2)
const cache = await openCache(project, { redis })
await wait(Math.max(0, Number(at) - Date.now()))
const answers = await Promise.all(
  Array.from({ length: Number(times) }, () =>
    cache.getOrCompute(totals, { customer: 'ada', month: '2025-01' }, async () => {
      await wait(300)
      return { total: 42 }
    }),
  ),
)
const right = answers.filter(({ total }) => total === 42).length
process.stdout.write(JSON.stringify({ computed: cache.statistics().totals?.computed ?? 0, right }))
await cache.close()
