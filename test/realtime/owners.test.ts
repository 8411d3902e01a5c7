import { once } from 'node:events'
import { applyRelease, buildRelease, desiredState } from 'sightline/engine'
import { expect, test } from 'vitest'
import { openFigures, openPublisher, startStreamWorker } from '../../toolkit/realtime/index.ts'
import { testDatabase } from '../support/database.ts'
import { testRedis } from '../support/redis.ts'
import { startChild } from './children.ts'
import { countedSales, eventually } from './eventually.ts'
import { sale, saleOf, shop, takings } from './shop.ts'

test('a worker that was stopped past its lease and goes on counts nothing that another has counted', async () => {
  const redis = await testRedis()
  const database = await testDatabase()
  const client = await database.connect()
  await applyRelease(client, desiredState(buildRelease(shop)))
  const publisher = await openPublisher(shop, { redis: redis.url })
  const stopped = startChild('work', database.connectionString, redis.url, '600')
  await eventually(async () => expect(stopped.output()).toContain('counting'))
  const numbers = Array.from({ length: 3000 }, (_, number) => saleOf(number))
  const publishing = publisher.publishAll(sale, numbers.slice(0, 2000))
  stopped.process.kill('SIGSTOP')
  await publishing
  const other = await startStreamWorker(shop, {
    database: database.connectionString,
    redis: redis.url,
    flushEvery: 100,
    lease: 600,
  })
  await eventually(async () => expect(other.shards).toEqual([0, 1, 2, 3]))
  await eventually(async () => expect(await countedSales(client)).toBe(2000))
  stopped.process.kill('SIGCONT')
  await publisher.publishAll(sale, numbers.slice(2000))
  await eventually(async () => expect(await countedSales(client)).toBe(3000))
  // It has learned that its shards are gone, and shares them from then on.
  await eventually(async () => expect(other.shards.length).toBeLessThan(4))
  stopped.process.kill('SIGTERM')
  await once(stopped.process, 'exit')
  await other.stop()
  expect(await countedSales(client)).toBe(3000)
  const figures = await openFigures(shop, { redis: redis.url })
  expect(await figures.read(takings)).toMatchObject({ sales: 3000 })
  await figures.close()
  await publisher.close()
}, 120_000)
