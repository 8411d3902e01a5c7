import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AnswerCache, openCache } from '../../toolkit/cache/index.ts'
import { openRedis } from '../../toolkit/redis/redis.ts'
import { type TestRedis, testRedis } from '../support/redis.ts'
import { repository, runProgram } from '../support/run-sightline.ts'
import { brief, project, totals } from './shop.ts'

let redis: TestRedis
let cache: AnswerCache
let other: AnswerCache
let computed = 0

beforeAll(async () => {
  redis = await testRedis([])
})
beforeEach(async () => {
  const client = await openRedis(redis.url)
  await client.command('', 'FLUSHALL')
  await client.close()
  computed = 0
  cache = await openCache(project, { redis: redis.url })
  other = await openCache(project, { redis: redis.url })
})
afterEach(() => Promise.all([cache.close(), other.close()]))

const ada = { customer: 'ada', month: '2025-01' }
const compute = async () => {
  computed++
  return { computed, at: new Date(0) }
}

describe('an answer', () => {
  test('is computed once and kept for every process, looking the same whoever computed it', async () => {
    const first = await cache.getOrCompute(totals, ada, compute)
    expect(first).toEqual({ computed: 1, at: '1970-01-01T00:00:00.000Z' })
    expect(await cache.getOrCompute(totals, ada, compute)).toEqual(first)
    expect(await other.getOrCompute(totals, ada, compute)).toEqual(first)
    expect(cache.statistics().totals).toMatchObject({ hits: 1, misses: 1, computed: 1 })
    expect(other.statistics().totals).toMatchObject({ hits: 1, misses: 0, computed: 0 })
  })

  test('is another one for every key, whatever stands in its values', async () => {
    const keys = [
      ['a:b', 'c'],
      ['a', 'b:c'],
      ['{month}', 'x'],
      ['a%3Ab', 'c'],
      ['', 'a'],
      ['*', '?'],
      ['\ud800', 'a'],
      ['\udc00', 'a'],
      ['%ud800', 'a'],
      ['\0', 'a'],
      ['x'.repeat(100_000), 'a'],
      ['x'.repeat(100_001), 'a'],
      ['__proto__', 'constructor'],
    ] as const
    for (const [customer, month] of keys)
      await cache.getOrCompute(totals, { customer, month }, () => customer + month)
    expect(cache.statistics().totals).toMatchObject({ computed: keys.length, hits: 0 })
    for (const [customer, month] of keys)
      expect(await cache.getOrCompute(totals, { customer, month }, () => 'wrong')).toBe(customer + month)
  })

  test('is shared by callers who ask while it is computed, in one process and in two', async () => {
    const slow = async () => {
      await wait(50)
      return compute()
    }
    const asked = [cache, other].flatMap((one) =>
      Array.from({ length: 50 }, () => one.getOrCompute(totals, ada, slow)),
    )
    expect(new Set((await Promise.all(asked)).map((one) => one.computed))).toEqual(new Set([1]))
    expect(cache.statistics().totals?.shared).toBe(49)
  })

  test('of nothing is remembered, and not for as long', async () => {
    const nothing = () => {
      computed++
      return undefined
    }
    expect(await cache.getOrCompute(totals, ada, nothing)).toBeUndefined()
    expect(await cache.getOrCompute(totals, ada, nothing)).toBeUndefined()
    expect(computed).toBe(1)
    const client = await openRedis(redis.url)
    const { freshUntil, at } = JSON.parse(String(await client.command('', 'GET', 'shop:ada:2025-01')))
    expect(freshUntil - at).toBeLessThanOrEqual(1000)
    await client.close()
  })

  test('that is old is given where computing it anew fails, and the failure where there is none', async () => {
    const name = { name: 'x' }
    expect(await cache.getOrCompute(brief, name, () => 'old')).toBe('old')
    await wait(210)
    const failing = () => Promise.reject(new Error('the database is away'))
    expect(await cache.getOrCompute(brief, name, failing)).toBe('old')
    expect(cache.statistics().brief).toMatchObject({ stale: 1, failed: 1 })
    await expect(cache.getOrCompute(brief, { name: 'y' }, failing)).rejects.toThrow('the database is away')
  })

  test('that takes long is computed anew before it is old, while callers have the one that is there', async () => {
    const name = { name: 'slow' }
    const slow = async () => {
      computed++
      await wait(150)
      return computed
    }
    await cache.getOrCompute(brief, name, slow)
    const end = Date.now() + 2000
    while (cache.statistics().brief?.early === 0 && Date.now() < end)
      await cache.getOrCompute(brief, name, slow)
    expect(cache.statistics().brief?.early).toBeGreaterThan(0)
  })

  test('does not get old at the same time as others that were computed with it', async () => {
    for (const month of ['1', '2', '3', '4', '5'])
      await cache.getOrCompute(totals, { customer: 'ada', month }, compute)
    const client = await openRedis(redis.url)
    const lasts = await Promise.all(
      ['1', '2', '3', '4', '5'].map(async (month) => {
        const { freshUntil, at } = JSON.parse(String(await client.command('', 'GET', `shop:ada:${month}`)))
        return freshUntil - at
      }),
    )
    await client.close()
    expect(new Set(lasts).size).toBe(5)
    for (const one of lasts) expect(one).toBeLessThanOrEqual(60_000)
  })
})

/** A computation, and the moment at which it was done so often. */
function computedTimes(times: number) {
  let reach = () => {}
  let done = 0
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  const compute = async () => {
    if (++done === times) reach()
    return done
  }
  return { compute, reached }
}

describe('an answer that is kept warm', () => {
  const name = { name: 'warm' }

  test('is computed before it is old, again and again, and nobody waits for it', async () => {
    const warmed = computedTimes(4)
    await cache.keepWarm(brief, [name], warmed.compute)
    await warmed.reached
    expect(await other.getOrCompute(brief, name, () => 'not warm')).not.toBe('not warm')
    expect(cache.statistics().brief).toMatchObject({ misses: 0 })
  })

  test('is computed by one of the processes that keep it so', async () => {
    const [one, two] = [computedTimes(1), computedTimes(1)]
    await Promise.all([
      cache.keepWarm(totals, [ada], one.compute),
      other.keepWarm(totals, [ada], two.compute),
    ])
    const computedBy = [cache, other].map((each) => each.statistics().totals?.computed ?? 0)
    expect(computedBy.toSorted()).toEqual([0, 1])
  })

  test('is warmed on where computing it failed', async () => {
    let attempts = 0
    const warmed = computedTimes(1)
    await cache.keepWarm(brief, [name], () =>
      attempts++ === 0 ? Promise.reject(new Error('away')) : warmed.compute(),
    )
    await warmed.reached
    expect(cache.statistics().brief).toMatchObject({ failed: 1 })
  })
})

describe('an answer is computed anew', () => {
  beforeEach(() => cache.getOrCompute(totals, ada, compute))

  test.each([
    ['when its key is invalidated', () => cache.invalidate(totals, ada)],
    ['when its cache is', () => cache.invalidateAll(totals)],
    ['when what it came from was refreshed', () => cache.refreshed('shop.weekly')],
    ['when something below that was refreshed', () => cache.refreshed('shop.daily')],
  ])('%s, in every process', async (_title, invalidate) => {
    await invalidate()
    expect(await other.getOrCompute(totals, ada, compute)).toMatchObject({ computed: 2 })
    expect(await cache.getOrCompute(totals, ada, compute)).toMatchObject({ computed: 2 })
  })

  test('by another release, which never gets the answer of this one', async () => {
    const next = await openCache(project, { redis: redis.url, release: '2.0.0' })
    expect(await next.getOrCompute(totals, ada, compute)).toMatchObject({ computed: 2 })
    await next.invalidateAll(totals)
    await cache.getOrCompute(totals, ada, compute)
    await expect(next.getOrCompute(totals, ada, () => Promise.reject(new Error('away')))).rejects.toThrow(
      'away',
    )
    await next.close()
  })

  test('ahead, where it is kept warm and what it came from was refreshed', async () => {
    await cache.keepWarm(totals, [ada, { customer: 'bob', month: '2025-01' }], compute, { every: 60 })
    expect(computed).toBe(2)
    await cache.refreshed('shop.daily')
    expect(computed).toBe(4)
    expect(await other.getOrCompute(totals, ada, compute)).toMatchObject({ computed: expect.any(Number) })
    expect(computed).toBe(4)
  })

  test('ahead, where another process refreshed what it came from', async () => {
    const warmed = computedTimes(2)
    await cache.keepWarm(totals, [{ customer: 'bob', month: '2025-01' }], warmed.compute, { every: 60 })
    await other.refreshed('shop.daily')
    await warmed.reached
    await other.getOrCompute(totals, { customer: 'bob', month: '2025-01' }, () => 'not warm')
    expect(other.statistics().totals).toMatchObject({ computed: 0 })
  })

  test('not when something else was refreshed', async () => {
    await cache.refreshed('orders_of_somebody_else')
    expect(await other.getOrCompute(totals, ada, compute)).toMatchObject({ computed: 1 })
  })
})

test('1,000 callers over 4 processes on a cold key compute once', async () => {
  const program = fileURLToPath(new URL('children/ask.ts', import.meta.url))
  const at = String(Date.now() + 4000)
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () =>
      runProgram(['--import', 'tsx', program, redis.url, '250', at], repository),
    ),
  )
  const answers = outcomes.map(({ stdout, stderr }) => JSON.parse(stdout || JSON.stringify(stderr)))
  expect(answers.map(({ right }) => right)).toEqual([250, 250, 250, 250])
  expect(answers.reduce((all, one) => all + one.computed, 0)).toBe(1)
}, 120_000)

test('while Redis is away callers still get answers, which are kept in memory', async () => {
  const away = await testRedis([])
  const lonely = await openCache(project, { redis: away.url })
  await lonely.getOrCompute(totals, ada, compute)
  const asking = Array.from({ length: 20 }, (_, number) =>
    lonely.getOrCompute(totals, { customer: String(number), month: '1' }, async () => {
      await wait(20)
      return number
    }),
  )
  await away.kill()
  expect(await Promise.all(asking)).toEqual(Array.from({ length: 20 }, (_, number) => number))
  expect(await lonely.getOrCompute(totals, ada, compute)).toMatchObject({ computed: 1 })
  expect(await lonely.getOrCompute(totals, { customer: 'new', month: '1' }, () => 'fresh')).toBe('fresh')
  expect(lonely.fallbacks).toBeGreaterThan(0)
  await lonely.close()
})
