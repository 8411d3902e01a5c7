import { applyRelease, buildRelease, desiredState } from 'sightline/engine'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { openFigures, openPublisher, startStreamWorker } from '../../toolkit/realtime/index.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type TestRedis, testRedis } from '../support/redis.ts'
import { countedSales, eventually } from './eventually.ts'
import { best, open, sale, saleOf, sent, shop, takings } from './shop.ts'

// It starts processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

let database: TestDatabase
let redis: TestRedis

beforeAll(async () => {
  redis = await testRedis()
  database = await testDatabase()
  const client = await database.connect()
  await applyRelease(client, desiredState(buildRelease(shop)))
})

const worker = () =>
  startStreamWorker(shop, {
    database: database.connectionString,
    redis: redis.url,
    flushEvery: 200,
    lease: 2000,
  })

describe('events that are published', () => {
  test('are counted in the roll-ups and the live figures, as SQL over the same events would', async () => {
    const running = await worker()
    const publisher = await openPublisher(shop, { redis: redis.url })
    const sales = Array.from({ length: 1000 }, (_, number) => saleOf(number))
    await publisher.publishAll(sale, sales)
    await publisher.publishAll(
      sent,
      sales.slice(0, 400).map(({ shop: where, order_id, at }) => ({ shop: where, order_id, at })),
    )
    const client = await database.connect()
    await eventually(async () => expect(await countedSales(client)).toBe(1000))
    const { rows } = await client.query(
      `select shop, sum(sales)::int as sales, sum(cents)::int as cents, sum(refunds)::int as refunds, min(cheapest) as cheapest, max(dearest) as dearest from live.sales_per_minute group by shop order by shop`,
    )
    const expected = [0, 1, 2, 3, 4, 5, 6].map((which) => {
      const own = sales.filter((one) => one.shop === `shop-${which}`)
      const cents = own.map((one) => one.cents)
      return {
        shop: `shop-${which}`,
        sales: own.length,
        cents: cents.reduce((a, b) => a + b, 0),
        refunds: own.filter((one) => one.refunded).length,
        cheapest: Math.min(...cents),
        dearest: Math.max(...cents),
      }
    })
    expect(rows).toEqual(expected)
    const {
      rows: [day],
    } = await client.query(
      'select sum(sales)::int as sales, max(orders) as orders, sum(kilograms) as kilograms from live.sales_per_day',
    )
    expect(day).toMatchObject({ sales: 1000, kilograms: 500 })
    expect(Math.abs(day.orders - 1000)).toBeLessThan(60)

    const figures = await openFigures(shop, { redis: redis.url })
    await eventually(async () => expect(await figures.read(open)).toBe(600))
    expect(await figures.read(takings)).toEqual({
      cents: sales.reduce((all, one) => all + one.cents, 0),
      sales: 1000,
    })
    expect(await figures.read(best)).toEqual(
      expected.map(({ shop: key, sales: number, dearest, cheapest }) => ({
        key,
        sales: number,
        dearest,
        cheapest,
      })),
    )
    await figures.close()
    await publisher.close()
    await running.stop()
  })
})
