import { expect, test } from 'vitest'
import { openCache } from '../../toolkit/cache/index.ts'
import { testRedis } from '../support/redis.ts'
import { repository, runSightline } from '../support/run-sightline.ts'
import { project, totals } from './shop.ts'

test('sightline cache invalidate makes old what came from a relation or stands in a cache, and refuses other names', async () => {
  const redis = await testRedis([])
  const invalidate = (name: string) =>
    runSightline(['cache', 'invalidate', name, '--config', 'test/cache/sightline.config.ts'], repository, {
      REDIS_URL: redis.url,
    })
  const cache = await openCache(project, { redis: redis.url })
  let computed = 0
  const ask = () => cache.getOrCompute(totals, { customer: 'ada', month: '1' }, () => ++computed)
  expect(await ask()).toBe(1)
  expect(await invalidate('shop.daily')).toMatchObject({ code: 0 })
  expect(await ask()).toBe(2)
  expect(await invalidate('totals')).toMatchObject({ code: 0 })
  expect(await ask()).toBe(3)
  expect(await invalidate('nothing')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('sightline list'),
  })
  await cache.close()
}, 120_000)
