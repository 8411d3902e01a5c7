import { defineProject } from 'sightline'
import { projectIn } from 'sightline/engine'
import { expect, test } from 'vitest'
import { openCache } from '../../toolkit/cache/index.ts'
import { openPublisher } from '../../toolkit/realtime/index.ts'
import { openRedis, type Redis } from '../../toolkit/redis/redis.ts'
import { project as cachedShop, totals } from '../cache/shop.ts'
import { testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { sale, saleOf, shop } from './shop.ts'

const environments = { ann: { prefix: 'ann' }, bob: { schema: 'bob' }, production: {} }
const { name, version, folder, definitions, sample } = shop
const project = defineProject({ name, version, folder, definitions, sample, environments })

test('engineers who share a Redis have streams of their own, apart from the one of production', async () => {
  const redis = await testRedis([])
  for (const [environment, events] of [
    ['ann', 1],
    ['bob', 2],
    ['production', 3],
  ] as const) {
    const publisher = await openPublisher(projectIn(project, environment), { redis: redis.url })
    for (let number = 0; number < events; number++) await publisher.publish(sale, saleOf(0))
    await publisher.close()
  }
  const client = await openRedis(redis.url)
  releaseLater(() => client.close())
  expect(await entriesIn(client)).toEqual({ 'live-shop': 3, 'live-shop@ann': 1, 'live-shop@bob': 2 })
})

test('and answers of their own', async () => {
  const redis = await testRedis([])
  const own = {
    name: cachedShop.name,
    version,
    folder,
    definitions: cachedShop.definitions,
    sample,
    environments,
  }
  const answers: string[] = []
  for (const environment of ['ann', 'bob', 'production']) {
    const cache = await openCache(projectIn(defineProject(own), environment), { redis: redis.url })
    answers.push(await cache.getOrCompute(totals, { customer: 'ada', month: '1' }, () => environment))
    await cache.close()
  }
  expect(answers).toEqual(['ann', 'bob', 'production'])
})

/** How many entries each stream has, by the name of its project. */
async function entriesIn(client: Redis): Promise<Record<string, number>> {
  const keys = await client.command('', 'KEYS', '*:events')
  const counted = (Array.isArray(keys) ? keys : []).map(async (key): Promise<[string, number]> => {
    const [, project = ''] = /\{(.*):\d+\}/.exec(String(key)) ?? []
    return [decodeURIComponent(project), Number(await client.command('', 'XLEN', String(key)))]
  })
  return Object.fromEntries(await Promise.all(counted))
}
