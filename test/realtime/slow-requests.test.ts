import { connect } from 'node:net'
import { startServer } from 'sightline/engine'
import { Tokens } from 'sightline/realtime'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { readTokens, startLiveServer } from '../../toolkit/realtime/index.ts'
import { exportedProject } from '../exports/exported-project.ts'
import { testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { shop } from './shop.ts'

vi.setConfig({ testTimeout: 60_000 })

const token = 'a-token-of-the-slow'
const patience = { head: 1000, request: 2000, silence: 1500 }
const urls = { live: '', exports: '' }

beforeAll(async () => {
  const redis = await testRedis()
  const live = await startLiveServer(shop, {
    redis: redis.url,
    tokens: readTokens(`publish=${token},read=${token}`),
    heartbeat: 200,
    patience,
  })
  releaseLater(() => live.stop())
  const { connectionString, release } = await exportedProject()
  const exports = await startServer({
    databaseUrl: connectionString,
    release,
    tokens: new Tokens([{ token, scope: 'export' }]),
    secret: 'a secret of this test',
    host: '127.0.0.1',
    port: 0,
    timeout: 10_000,
    patience,
  })
  releaseLater(() => exports.stop())
  urls.live = live.url
  urls.exports = exports.url
})

const trickles = new Set<NodeJS.Timeout>()
afterAll(() => trickles.forEach(clearInterval))

/** Sends the beginning at once and the rest a byte at a time; resolves with what was answered once it is closed. */
async function trickle(url: string, beginning: string, rest: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write(beginning)
  let place = 0
  const timer = setInterval(() => {
    if (place < rest.length) socket.write(rest.charAt(place++))
  }, 50)
  trickles.add(timer)
  let answer = ''
  socket.on('data', (data) => {
    answer += data
  })
  await new Promise((resolve) => socket.on('close', resolve))
  clearInterval(timer)
  return answer
}

const endless = 'x'.repeat(4000)
const head = (path: string, more: string) => `POST ${path} HTTP/1.1\r\nhost: here\r\n${more}`
const withToken = `authorization: Bearer ${token}\r\n`
const withBody = `content-length: ${endless.length}\r\n\r\n`

const slowly = (path: string): readonly (readonly [beginning: string, rest: string])[] => [
  ['', ''],
  [head(path, 'x-slow: '), endless],
  [head(path, withToken + withBody), ''],
  [head(path, withToken + withBody), endless],
  [head(path, `${withToken}transfer-encoding: chunked\r\n\r\n`), '1\r\nx\r\n'.repeat(1000)],
]

test.each([
  ['live', '/events'],
  ['exports', '/unsubscribe'],
] as const)(
  'the server of %s closes connections that send nothing, or a head or a body byte by byte, and answers others meanwhile',
  async (which, path) => {
    const url = urls[which]
    const ways = slowly(path).flatMap((way) => Array.from({ length: 40 }, () => way))
    const slow = Promise.all(ways.map(([beginning, rest]) => trickle(url, beginning, rest)))
    const begun = performance.now()
    expect((await fetch(`${url}/health`)).status).toBe(200)
    for (const answer of await slow) expect(answer).toMatch(/^$|^HTTP\/1.1 (408|400) /)
    // Several times of what is waited for, on a busy machine.
    expect(performance.now() - begun).toBeLessThan(20_000)
    expect((await fetch(`${url}/health`)).status).toBe(200)
  },
)

test('reads no body of whom it does not know', async () => {
  const answer = await trickle(urls.live, head('/events', withBody), endless)
  expect(answer).toMatch(/^HTTP\/1.1 401 /)
})

test('is patient with readers who listen', async () => {
  const socket = new WebSocket(`${urls.live.replace('http', 'ws')}/live`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const told: string[] = []
  socket.on('message', (message) => told.push(String(message)))
  await new Promise((resolve) => socket.on('open', resolve))
  const closed = new Promise((resolve) => socket.on('close', () => resolve('closed')))
  const longer = new Promise((resolve) => setTimeout(() => resolve('open'), 2 * patience.request))
  expect(await Promise.race([closed, longer])).toBe('open')
  socket.terminate()
})
