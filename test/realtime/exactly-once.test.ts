import { setTimeout as wait } from 'node:timers/promises'
import { applyRelease, buildRelease, desiredState } from 'sightline/engine'
import { expect, test } from 'vitest'
import { startServer } from '../../toolkit/embedded/embedded-server.ts'
import { freePort } from '../../toolkit/embedded/free-port.ts'
import { withClient } from '../../toolkit/postgres/with-client.ts'
import { openFigures } from '../../toolkit/realtime/index.ts'
import { testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type Child, killChild, startChild } from './children.ts'
import { countedSales, eventually } from './eventually.ts'
import { saleOf, shop, takings } from './shop.ts'

const events = Number(process.env.EVENTS ?? 50_000)
const kills = Number(process.env.KILLS ?? 8)
const start = Date.now()
/** One in ten is sent over HTTP. */
const posted = Math.ceil(events * 0.9)
const token = 'publish-token-1234'

/** Without the pipeline: what each shop sold in each minute. */
function countedHere(): Map<string, number> {
  const counted = new Map<string, number>()
  for (let number = 0; number < events; number++) {
    const { shop: where } = saleOf(number)
    const minute = Math.floor((start - (number % 90) * 60_000) / 60_000) * 60_000
    const key = `${where} ${new Date(minute).toISOString()}`
    counted.set(key, (counted.get(key) ?? 0) + 1)
  }
  return counted
}

test(
  'every acknowledged event counts once, whatever is killed',
  async () => {
    const redis = await testRedis()
    const folder = await temporaryFolder()
    let server = await startServer(folder)
    const { port } = server
    releaseLater(() => server.stop('immediate'))
    const database = server.connectionString('postgres')
    await withClient(database, (client) => applyRelease(client, desiredState(buildRelease(shop))))

    const share = Math.ceil(posted / 4)
    const lasts = String(kills * 700)
    const publishers = [0, 1, 2, 3].map((which) =>
      startChild(
        'publish',
        redis.url,
        String(which * share),
        String(Math.min(posted, (which + 1) * share)),
        String(start),
        lasts,
      ),
    )
    const work = () => startChild('work', database, redis.url)
    const workers: Child[] = [work(), work()]
    const address = String(await freePort())
    const serve = () => startChild('serve', redis.url, address, token)
    let http = serve()
    const posting = startChild(
      'post',
      `http://127.0.0.1:${address}/events`,
      token,
      String(posted),
      String(events),
      String(start),
      lasts,
    )
    const killServer = async () => {
      await killChild(http)
      http = serve()
    }
    const killWorker = async (which: number) => {
      const worker = workers[which]
      if (worker) await killChild(worker)
      workers[which] = work()
    }
    const killRedis = async () => {
      await redis.kill()
      await redis.start()
    }
    const killPostgres = async () => {
      process.kill(server.pid, 'SIGKILL')
      server = await eventually(() => startServer(folder, { port }))
    }
    const victims = [() => killWorker(0), killRedis, killPostgres, killServer, () => killWorker(1)]
    for (let kill = 0; kill < kills; kill++) {
      await wait(100 + ((kill * 379) % 500))
      await victims[kill % victims.length]?.()
    }

    expect(
      await Promise.all([...publishers, posting].map(({ ended }) => ended)),
      [...publishers, posting].map((one) => one.output()).join(''),
    ).toEqual([0, 0, 0, 0, 0])
    await eventually(
      () =>
        withClient(database, async (client) =>
          expect(await countedSales(client)).toBeGreaterThanOrEqual(events),
        ),
      120_000,
    )
    await withClient(database, async (client) => {
      const { rows } = await client.query<{ shop: string; minute: Date; sales: number }>(
        'select shop, minute, sales from live.sales_per_minute',
      )
      const found = new Map(rows.map((row) => [`${row.shop} ${row.minute.toISOString()}`, row.sales]))
      expect(found).toEqual(countedHere())
    })
    const figures = await openFigures(shop, { redis: redis.url })
    releaseLater(() => figures.close())
    const cents = Array.from({ length: events }, (_, number) => saleOf(number).cents).reduce(
      (a, b) => a + b,
      0,
    )
    await eventually(async () => expect(await figures.read(takings)).toEqual({ cents, sales: events }))
  },
  events + 120_000 + kills * 10_000,
)
