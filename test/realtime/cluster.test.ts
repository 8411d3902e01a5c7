import { applyRelease, buildRelease, desiredState } from 'sightline/engine'
import { expect, test } from 'vitest'
import { openFigures, openPublisher, startStreamWorker } from '../../toolkit/realtime/index.ts'
import { openRedis } from '../../toolkit/redis/redis.ts'
import { testDatabase } from '../support/database.ts'
import { testRedisCluster, testRedisNodes } from '../support/redis-cluster.ts'
import { countedSales, eventually } from './eventually.ts'
import { sale, saleOf, shop, takings } from './shop.ts'

test('what opens while a Redis Cluster forms waits for it, and says so', async () => {
  const nodes = await testRedisNodes()
  await expect(openRedis(nodes.url, { longestStart: 0 })).rejects.toThrow(
    'Redis cannot be reached: CLUSTERDOWN',
  )
  const told: string[] = []
  let tell = () => {}
  const isTold = new Promise<void>((resolve) => {
    tell = resolve
  })
  const opening = openPublisher(shop, {
    redis: nodes.url,
    onProblem: (message) => {
      told.push(message)
      tell()
    },
  })
  await isTold
  await nodes.form()
  const publisher = await opening
  await publisher.publish(sale, saleOf(1))
  await publisher.close()
  expect(told[0]).toMatch(/^Redis is not ready yet: CLUSTERDOWN .*; waiting for up to 20 s$/)
}, 120_000)

test('on a Redis Cluster the shards are spread over the nodes, and every event counts once', async () => {
  const redis = await testRedisCluster()
  const database = await testDatabase()
  const client = await database.connect()
  await applyRelease(client, desiredState(buildRelease(shop)))
  const worker = await startStreamWorker(shop, {
    database: database.connectionString,
    redis: redis.url,
    shards: 8,
    flushEvery: 200,
  })
  const publisher = await openPublisher(shop, { redis: redis.url })
  const sales = Array.from({ length: 10_000 }, (_, number) => saleOf(number))
  await publisher.publishAll(sale, sales)
  await eventually(async () => expect(await countedSales(client)).toBe(10_000))
  const figures = await openFigures(shop, { redis: redis.url })
  expect(await figures.read(takings)).toEqual({
    sales: 10_000,
    cents: sales.reduce((sum, { cents }) => sum + cents, 0),
  })
  await publisher.close()
  await worker.stop()
  await figures.close()
}, 120_000)
