import { connect } from 'node:net'
import { applyRelease, buildRelease, desiredState } from 'sightline/engine'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import {
  type LiveServer,
  openFigures,
  openStreamPublisher,
  readTokens,
  startLiveServer,
  startStreamWorker,
} from '../../toolkit/realtime/index.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type TestRedis, testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { countedSales, eventually } from './eventually.ts'
import { best, sale, saleOf, shop, takings } from './shop.ts'

// It starts processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const token = 'all-in-one-token-1'
let redis: TestRedis
let database: TestDatabase
let server: LiveServer

beforeAll(async () => {
  redis = await testRedis()
  database = await testDatabase()
  const client = await database.connect()
  await applyRelease(client, desiredState(buildRelease(shop)))
  const problems: string[] = []
  const worker = await startStreamWorker(shop, {
    database: database.connectionString,
    redis: redis.url,
    flushEvery: 100,
    onProblem: (problem) => problems.push(problem),
  })
  server = await startLiveServer(shop, {
    redis: redis.url,
    tokens: readTokens(`publish=${token},read=${token}`),
    limits: { sockets: 20 },
  })
  releaseLater(async () => {
    await worker.stop()
    expect(problems).toEqual([])
  })
  releaseLater(() => server.stop())
})

describe('what would keep a database from counting everything else', () => {
  test.each([
    ['half of a surrogate pair', { shop: 'a\ud800' }, 'shop'],
    ['the other half', { order_id: '\udc00b' }, 'order_id'],
    ['the character 0', { shop: 'a\0' }, 'shop'],
    ['a number that no sum could hold', { weight: Number.MAX_VALUE }, 'weight'],
    ['no number', { weight: Number.NaN }, 'weight'],
    ['an endless one', { weight: Number.NEGATIVE_INFINITY }, 'weight'],
    ['a number that is not exact', { cents: 2 ** 53 }, 'cents'],
    ['a text for a number', { cents: '5' }, 'cents'],
    ['a year that Postgres has not', { at: '-009999-01-01T00:00:00Z' }, 'at'],
  ])('is refused at once: %s', async (_title, wrong, field) => {
    const publisher = await openStreamPublisher(shop, { redis: redis.url })
    await expect(publisher.publish(sale, { ...saleOf(1), ...wrong })).rejects.toThrow(
      new RegExp(`This is no sale: ${field} is .*`),
    )
    await publisher.close()
  })

  test('a sum that gets too large stays at the largest, and all else is counted', async () => {
    const publisher = await openStreamPublisher(shop, { redis: redis.url })
    const client = await database.connect()
    const before = await countedSales(client)
    const huge = Array.from({ length: 1100 }, () => ({
      ...saleOf(1),
      shop: 'huge',
      cents: Number.MAX_SAFE_INTEGER,
    }))
    // Written in several parts, so that what is there is added to.
    for (const some of [huge.slice(0, 400), huge.slice(400, 800), huge.slice(800)]) {
      await publisher.publishAll(sale, some)
      await eventually(async () => expect((await countedSales(client)) - before).toBeGreaterThan(0))
    }
    await publisher.publish(sale, { ...saleOf(2), shop: 'small' })
    await eventually(async () => expect(await countedSales(client)).toBe(before + 1101))
    const { rows } = await client.query(
      `select sum(cents)::text as cents, sum(sales)::int as sales from live.sales_per_minute where shop = 'huge'`,
    )
    expect(rows).toEqual([{ cents: '9223372036854775807', sales: 1100 }])
    const figures = await openFigures(shop, { redis: redis.url })
    expect((await figures.read(best)).find(({ key }) => key === 'small')).toMatchObject({ sales: 1 })
    expect((await figures.read(takings)).sales).toBeGreaterThanOrEqual(1101)
    await figures.close()
    await publisher.close()
  })

  test('a name that objects have by themselves is no field', async () => {
    const publisher = await openStreamPublisher(shop, { redis: redis.url })
    const data: unknown = JSON.parse(JSON.stringify(saleOf(1)).replace('{', '{"__proto__":{"cents":1},'))
    await expect(publisher.publish(sale, data)).rejects.toThrow('there is no field "__proto__"')
    await publisher.close()
  })
})

const post = (body: string, type = 'application/x-ndjson') =>
  fetch(`${server.url}/events`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
  })

describe('a server', () => {
  test('refuses a body of very many lines before it reads one', async () => {
    const answer = await post('1\n'.repeat(500_000))
    expect([answer.status, await answer.json()]).toEqual([
      413,
      { error: 'a body has at most 10000 events, and this has 500000' },
    ])
  })

  test('takes what stands twice in an address as a list, and never fails of it', async () => {
    const stop = new AbortController()
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${server.url}/live/events?topics=all&topics=shop:1&after=x&after=y`, {
      headers,
      signal: stop.signal,
    })
    expect(answer.status).toBe(200)
    stop.abort()
  })

  test('drops a reader who asks again and again without waiting for an answer', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/live`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const isClosed = new Promise((resolve) => socket.on('close', resolve))
    await new Promise((resolve) => socket.on('open', resolve))
    for (let times = 0; times < 5000 && socket.readyState === WebSocket.OPEN; times++)
      socket.send(JSON.stringify({ subscribe: ['all'], after: '0-0_0-0_0-0_0-0' }))
    await isClosed
    expect((await post('')).status).toBe(200)
  })

  test('holds a place for few who connect and say nothing, and has one for others once they are gone', async () => {
    const port = Number(new URL(server.url).port)
    const silent = Array.from({ length: 40 }, () => connect(port, '127.0.0.1'))
    for (const one of silent) one.on('error', () => {})
    await Promise.all(silent.slice(20).map((one) => new Promise((resolve) => one.on('close', resolve))))
    for (const one of silent) one.destroy()
    await eventually(async () => expect((await post('')).status).toBe(200))
  })
})
