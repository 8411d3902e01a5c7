import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { applyRelease, buildRelease, desiredState } from 'sightline/engine'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort } from '../../toolkit/embedded/free-port.ts'
import { openRedis } from '../../toolkit/realtime/index.ts'
import { testDatabase } from '../support/database.ts'
import { testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { repository, runSightline, startSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { countedSales, eventually } from './eventually.ts'
import { saleOf, shop } from './shop.ts'

// It starts processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

let environment: Record<string, string>
let counted: () => Promise<number>
let redisUrl: string

beforeAll(async () => {
  const redis = await testRedis()
  redisUrl = redis.url
  const database = await testDatabase()
  const client = await database.connect()
  await applyRelease(client, desiredState(buildRelease(shop)))
  counted = () => countedSales(client)
  environment = { REDIS_URL: redis.url, DATABASE_URL: database.connectionString }
})

const realtime = (...args: string[]) =>
  runSightline(
    ['realtime', ...args, '--config', 'test/realtime/sightline.config.ts'],
    repository,
    environment,
  )
const start = (args: string[], more: Record<string, string> = {}) => {
  const running = startSightline(
    ['realtime', ...args, '--config', 'test/realtime/sightline.config.ts'],
    repository,
    { ...environment, ...more },
  )
  releaseLater(() => running.child.kill('SIGKILL'))
  return running
}

describe('sightline realtime', () => {
  test('publishes a simulation, counts it, shows how far, and a worker that is told to end writes what it counted', async () => {
    expect(await realtime('simulate', '--rate', '2000', '--events', '500')).toMatchObject({ code: 0 })
    const waiting = JSON.parse((await realtime('status', '--json')).stdout)
    expect(waiting.shards.some(({ pending }: { pending: number }) => pending > 0)).toBe(true)
    const worker = start(['worker', '--flush-every', '1h', '--history', '6h'])
    await eventually(async () => expect(worker.output()).toContain('counting'))
    await eventually(async () => {
      const { stdout } = await realtime('status')
      expect(stdout).toMatch(/SHARD +WORKER +COUNTED +PENDING +LAG +DEAD LETTERS/)
      expect(stdout).toMatch(/shards 0, 1, 2, 3/)
    })
    worker.child.kill('SIGTERM')
    expect((await worker.outcome).code).toBe(0)
    expect(await counted()).toBe(500)
    expect((await realtime('status')).stdout).toContain('nobody')
  })

  test('counts a stretch of time again, from the stream and from an archive', async () => {
    const from = new Date(Date.now() - 1000).toISOString()
    const again = await realtime('replay', '--from', from)
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('Counted 500 events from') })
    expect(await counted()).toBe(500)
    const archive = join(await temporaryFolder(), 'events.ndjson.gz')
    const lines = Array.from({ length: 40 }, (_, number) =>
      JSON.stringify({ event: 'sale', data: saleOf(number) }),
    )
    await writeFile(archive, gzipSync(lines.join('\n')))
    expect(await realtime('replay', '--from', from, '--archive', archive)).toMatchObject({ code: 0 })
    expect(await counted()).toBe(40)
    const wrong = await realtime('replay', '--from', 'yesterday')
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Write a moment with its time zone'),
    })
  })

  test('shows what could not be counted, and counts it when it can be', async () => {
    const redis = await openRedis(redisUrl)
    const key = `sightline:{${shop.name}:0}:dead`
    const event = (cents: number) => JSON.stringify(['sale', 1, { ...saleOf(1), at: Date.now(), cents }])
    for (const [reason, cents] of [
      ['cents is 1.5', 1.5],
      ['there is no event sale', 1],
    ] as const)
      await redis.command(key, 'XADD', key, '*', 'r', reason, 'e', event(cents))
    await redis.close()
    expect((await realtime('dead-letters')).stdout).toContain('cents is 1.5')
    expect((await realtime('dead-letters', '--retry')).stdout).toBe('1 published again, 1 left.\n')
    expect(JSON.parse((await realtime('dead-letters', '--json')).stdout)).toHaveLength(1)
  })

  test('serves over HTTP, and ends in good order', async () => {
    const port = String(await freePort())
    const refused = await realtime('server', '--port', port)
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('SIGHTLINE_TOKENS') })
    const server = start(['server', '--port', port], { SIGHTLINE_TOKENS: 'publish=0123456789abcdef' })
    await eventually(async () => expect(server.output()).toContain(`Listening on http://127.0.0.1:${port}`))
    expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200)
    server.child.kill('SIGTERM')
    expect((await server.outcome).code).toBe(0)
  })

  test('says what to do where no Redis is named or none answers', async () => {
    const none = await runSightline(
      ['realtime', 'status', '--config', 'test/realtime/sightline.config.ts'],
      repository,
      { ...environment, REDIS_URL: '' },
    )
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('REDIS_URL') })
    const away = await realtime('status', '--redis', 'redis://user:secret@127.0.0.1:1')
    expect(away).toMatchObject({ code: 2, stderr: expect.stringContaining('Redis cannot be reached') })
    expect(away.stderr).not.toContain('secret')
  })
})
