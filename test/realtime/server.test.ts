import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { applyRelease, buildRelease, desiredState } from 'sightline/engine'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import {
  type LiveServer,
  readTokens,
  startLiveServer,
  startStreamWorker,
} from '../../toolkit/realtime/index.ts'
import { testDatabase } from '../support/database.ts'
import { testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { countedSales, eventually } from './eventually.ts'
import { saleOf, shop } from './shop.ts'

// It starts processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const publish = 'publish-token-1234'
const read = 'read-token-12345678'
const readOne = 'read-one-token-1234'
let server: LiveServer
let counted: () => Promise<number>

beforeAll(async () => {
  const redis = await testRedis()
  const database = await testDatabase()
  const client = await database.connect()
  await applyRelease(client, desiredState(buildRelease(shop)))
  const worker = await startStreamWorker(shop, {
    database: database.connectionString,
    redis: redis.url,
    flushEvery: 100,
  })
  server = await startLiveServer(shop, {
    redis: redis.url,
    tokens: readTokens(`publish=${publish},read=${read},read:user:owner-1=${readOne}`),
    limits: { body: 100_000, connections: 10, subscriptions: 3, behind: 65_536 },
    heartbeat: 200,
  })
  releaseLater(() => worker.stop())
  releaseLater(() => server.stop())
  counted = () => countedSales(client)
})

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${server.url}/events`, {
    method: 'POST',
    body,
    headers: { ...bearer(publish), 'content-type': 'application/json', ...headers },
  })
  return { status: answer.status, body: await answer.json() }
}
const lineOf = (number: number, more: object = {}) =>
  JSON.stringify({ event: 'sale', data: saleOf(number), ...more })

describe('POST /events', () => {
  test('takes one event, a list, lines and gzip, and they are counted', async () => {
    const before = await counted()
    expect(await post(lineOf(1))).toEqual({ status: 200, body: { accepted: 1, refused: [] } })
    expect(await post(`[${lineOf(2)},${lineOf(3)}]`)).toMatchObject({ body: { accepted: 2 } })
    expect(
      await post(`${lineOf(4)}\n${lineOf(5)}\n`, { 'content-type': 'application/x-ndjson' }),
    ).toMatchObject({ body: { accepted: 2 } })
    expect(await post(gzipSync(lineOf(6)), { 'content-encoding': 'gzip' })).toMatchObject({
      body: { accepted: 1 },
    })
    await eventually(async () => expect(await counted()).toBe(before + 6))
  })

  test('counts an event once that is sent again with its id', async () => {
    const before = await counted()
    for (let again = 0; again < 3; again++) await post(lineOf(7, { id: 'seven' }))
    await post(lineOf(8))
    await eventually(async () => expect(await counted()).toBe(before + 2))
  })

  test('says which lines it refuses and why, and takes the others', async () => {
    const before = await counted()
    const wrong = [
      lineOf(9),
      '{"event": "sale"',
      '{"event": "theft", "data": {}}',
      JSON.stringify({ event: 'sale', data: { ...saleOf(10), cents: 1.5 } }),
      JSON.stringify({ event: 'sale', data: { ...saleOf(10), colour: 'red' } }),
      JSON.stringify({ event: 'sale', data: { ...saleOf(10), at: '2999-01-01T00:00:00Z' } }),
      JSON.stringify({ event: 'sale', data: { ...saleOf(10), shop: 'x'.repeat(300) } }),
      '7',
    ]
    const { status, body } = await post(wrong.join('\n'), { 'content-type': 'application/x-ndjson' })
    expect(status).toBe(200)
    expect(body).toEqual({
      accepted: 1,
      refused: [
        { line: 2, reason: 'it is not JSON' },
        { line: 3, reason: 'there is no event "theft"' },
        { line: 4, reason: 'cents is 1.5, and shall be a whole number' },
        { line: 5, reason: 'there is no field "colour"' },
        { line: 6, reason: 'at is 2999-01-01T00:00:00.000Z, which is in the future' },
        { line: 7, reason: expect.stringContaining('shall be a text of at most 256 characters') },
        { line: 8, reason: 'an event is written as {"event": "name", "data": {…}}' },
      ],
    })
    await eventually(async () => expect(await counted()).toBe(before + 1))
  })

  test.each([
    ['no token', { authorization: '' }, 401],
    ['a wrong token', bearer('wrong-token-12345678'), 401],
    ['a token of another scope', bearer(read), 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
  ])('refuses %s', async (_title, headers, status) => {
    expect((await post(lineOf(1), headers)).status).toBe(status)
  })

  test('refuses a body that is too large, nested too deep, of too many events, or a gzip bomb', async () => {
    expect((await post(`"${'x'.repeat(100_001)}"`)).status).toBe(413)
    expect((await post('['.repeat(50_000))).status).toBe(400)
    expect((await post(`[${'1,'.repeat(10_000)}1]`)).status).toBe(413)
    expect((await post(gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' })).status).toBe(413)
    expect((await post('x', { 'content-encoding': 'gzip' })).status).toBe(400)
    expect((await post('x', { 'content-encoding': 'br' })).status).toBe(415)
  })

  test('an id with the pattern of a key is only a value', async () => {
    const before = await counted()
    const odd = ['*', '{live-shop:0}', 'a:b:c', 'all', '__proto__', 'x\ny', '0', 'constructor']
    const data = odd.map((id) =>
      JSON.stringify({ event: 'sale', id, data: { ...saleOf(1), shop: id, order_id: id } }),
    )
    expect(await post(data.join('\n'), { 'content-type': 'application/x-ndjson' })).toMatchObject({
      body: { accepted: odd.length },
    })
    await eventually(async () => expect(await counted()).toBe(before + odd.length))
    const shown = await fetch(`${server.url}/metrics/dashboard`, { headers: bearer(read) })
    const figures = JSON.parse(await shown.text())
    const keys = figures.best.map(({ key }: { key: string }) => key)
    for (const id of odd) expect(keys).toContain(id)
  })
})

describe('what is read', () => {
  const get = (path: string, token?: string) =>
    fetch(`${server.url}${path}`, { headers: token ? bearer(token) : {} })

  test('are the figures, the metrics of Prometheus, and whether it is up and ready', async () => {
    expect(Object.keys(JSON.parse(await (await get('/metrics/dashboard', read)).text()))).toEqual([
      'takings',
      'best',
      'open',
    ])
    const metrics = await (await get('/metrics', read)).text()
    expect(metrics).toMatch(/^sightline_events_accepted_total\{event="sale"\} \d+$/m)
    expect(metrics).toMatch(/^sightline_figure\{figure="open"\} \d+$/m)
    expect(await (await get('/health')).json()).toEqual({ status: 'up' })
    expect(await (await get('/ready')).json()).toEqual({ ready: true, redis: true })
  })

  test('needs a token that may read everything', async () => {
    expect((await get('/metrics/dashboard')).status).toBe(401)
    expect((await get('/metrics/dashboard', publish)).status).toBe(403)
    expect((await get('/metrics', readOne)).status).toBe(403)
  })
})

type Frame = {
  messages?: { topic: string; event: string; count: number; sums: Record<string, number> }[]
  cursor?: string
  error?: string
  heartbeat?: string
  figures?: object
  subscribed?: string[]
  gap?: boolean
}

/** A reader, and everything it was told. */
async function reader(token: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/live`, {
    headers: { ...bearer(token), ...headers },
  })
  const frames: Frame[] = []
  socket.on('message', (message) => frames.push(JSON.parse(String(message))))
  await once(socket, 'open')
  const ask = (question: object) => socket.send(JSON.stringify(question))
  const sales = () =>
    frames
      .flatMap(({ messages = [] }) => messages)
      .filter(({ event }) => event === 'sale')
      .reduce((all, { count }) => all + count, 0)
  const cursor = () => frames.findLast((frame) => frame.cursor !== undefined)?.cursor
  const close = async () => {
    socket.close()
    await once(socket, 'close')
  }
  return { frames, ask, sales, cursor, close, socket }
}

describe('a WebSocket', () => {
  test('is told what happens to the topics that it subscribes to, the figures, and that the server lives', async () => {
    const one = await reader(read)
    one.ask({ subscribe: ['all', 'shop:shop-3'] })
    await eventually(async () => expect(one.frames.some(({ subscribed }) => subscribed)).toBe(true))
    await post(`[${lineOf(3)},${lineOf(4)},${lineOf(10)}]`)
    await eventually(async () => {
      const of = (topic: string) =>
        one.frames
          .flatMap(({ messages = [] }) => messages)
          .filter((message) => message.topic === topic)
          .reduce((all, { count }) => all + count, 0)
      expect([of('all'), of('shop:shop-3')]).toEqual([3, 2])
      expect(one.frames.some(({ heartbeat }) => heartbeat)).toBe(true)
      expect(one.frames.some(({ figures }) => figures)).toBe(true)
    })
    await one.close()
  })

  test('goes on after a reconnect without a hole and without telling anything twice', async () => {
    let told = 0
    let cursor: string | undefined
    for (let round = 0; round < 4; round++) {
      const one = await reader(read)
      one.ask(
        cursor === undefined ? { subscribe: ['shop:shop-5'] } : { subscribe: ['shop:shop-5'], after: cursor },
      )
      await eventually(async () => expect(one.frames.length).toBeGreaterThan(0))
      await Promise.all(Array.from({ length: 20 }, () => post(lineOf(5))))
      if (round === 3) await eventually(async () => expect(told + one.sales()).toBe(80))
      told += one.sales()
      cursor = one.cursor()
      await one.close()
    }
    expect(told).toBe(80)
  })

  test('is told of a gap where a cursor is not known', async () => {
    const one = await reader(read)
    one.ask({ subscribe: ['all'], after: 'yesterday' })
    await eventually(async () => expect(one.frames.some(({ gap }) => gap)).toBe(true))
    await one.close()
  })

  test('may not read the topic of another user, nor everything, with the token of one', async () => {
    const one = await reader(readOne)
    for (const topic of ['user:owner-2', 'all', 'shop:shop-1', 'user:owner-1:x', 'nonsense'])
      one.ask({ subscribe: [topic] })
    one.ask({ subscribe: ['user:owner-1'] })
    await eventually(async () => expect(one.frames.filter(({ error }) => error)).toHaveLength(5))
    await eventually(async () =>
      expect(one.frames.findLast(({ subscribed }) => subscribed)).toMatchObject({
        subscribed: ['user:owner-1'],
      }),
    )
    await one.close()
  })

  test('has a limit of topics, and of readers', async () => {
    const one = await reader(read)
    one.ask({ subscribe: ['shop:1', 'shop:2', 'shop:3', 'shop:4'] })
    await eventually(async () =>
      expect(one.frames.some(({ error }) => error?.includes('at most 3 topics'))).toBe(true),
    )
    const others = await Promise.all(Array.from({ length: 9 }, () => reader(read)))
    const tooMany = await reader(read)
    const [code] = await once(tooMany.socket, 'close')
    expect(code).toBe(1013)
    await Promise.all([one, ...others].map(({ close }) => close()))
  })

  test.each([
    ['another origin', { ...bearer(read), origin: 'https://evil.example' }, 403],
    ['no token', {}, 401],
    ['a token that may only publish', bearer(publish), 403],
  ])('is refused to %s', async (_title, headers, status) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/live`, { headers })
    const [, answer] = await once(socket, 'unexpected-response')
    expect(answer.statusCode).toBe(status)
    socket.on('error', () => {})
    socket.terminate()
  })
})

test('server-sent events tell the same, and go on from the last one', async () => {
  const stop = new AbortController()
  const answer = await fetch(`${server.url}/live/events?topics=shop:shop-6`, {
    headers: bearer(read),
    signal: stop.signal,
  })
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  await post(lineOf(6))
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk)
    if (text.includes('"count":1')) break
  }
  expect(text).toMatch(/^id: [\d_-]+\ndata: \{/m)
  stop.abort()
  const foreign = await fetch(`${server.url}/live/events?topics=user:owner-2`, { headers: bearer(readOne) })
  expect(foreign.status).toBe(403)
})
