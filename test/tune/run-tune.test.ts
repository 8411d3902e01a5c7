import type pg from 'pg'
import { dashboard, defineProject, row, rows, source, statPanel } from 'sightline'
import { date, integer, text } from 'sightline/columns'
import { buildRelease, createSources, deployFresh, runTune } from 'sightline/engine'
import { beforeAll, expect, it } from 'vitest'
import { shop } from '../fixtures/shop.ts'
import { testDatabase } from '../support/database.ts'

const sales = source('sales', {
  description: 'What was sold.',
  columns: { sale_id: integer().primaryKey(), shop: text(), day: date(), amount: integer() },
})
const ofShop = statPanel({
  title: 'Of a shop',
  description: 'The sales of one shop (count).',
  unit: 'short',
  query: rows(sales)
    .where('shop', '=', 'shop 7')
    .select((eb) => eb.fn.countAll<number>().as('Sales')),
})
const all = statPanel({
  title: 'All',
  description: 'All sales (count).',
  unit: 'short',
  query: rows(sales).select((eb) => eb.fn.countAll<number>().as('Sales')),
})
const page = dashboard({
  uid: 'shop',
  title: 'Shop',
  description: 'The shop.',
  rows: [row('Sales', { panels: [ofShop, all] })],
})
const release = buildRelease(defineProject({ ...shop, definitions: [sales, page] }))
const options = { now: new Date(), timeout: 20_000, isScratch: true }
let client: pg.Client

beforeAll(async () => {
  client = await (await testDatabase()).connect()
  await createSources(client, release.sources)
  await client.query(
    "insert into sales select n, 'shop ' || n % 5000, '2026-01-01', n from generate_series(1, 300000) n",
  )
  await deployFresh(client, release)
  await client.query('analyze sales')
})

it('everything that is asked is measured, the slowest first, with what the time went on', async () => {
  const { queries } = await runTune(client, release, { ...options, isScratch: false })
  expect(queries.map(({ where }) => where).sort()).toEqual(['shop/All', 'shop/Of a shop'])
  expect(queries[0]?.milliseconds).toBeGreaterThanOrEqual(queries[1]?.milliseconds ?? Infinity)
  expect(queries.find(({ where }) => where === 'shop/Of a shop')?.spentOn.join()).toMatch(/Seq Scan of sales/)
})

it('an index that helps is told with its gain and its size, and taken back', async () => {
  const { indexes } = await runTune(client, release, options)
  expect(indexes).toMatchObject([
    {
      table: 'sales',
      columns: ['shop'],
      statement: 'create index idx_sales_shop on public.sales (shop)',
      gains: [{ where: 'shop/Of a shop' }],
    },
  ])
  const [index] = indexes
  expect(index?.bytes).toBeGreaterThan(100_000)
  expect(index?.gains[0]?.after).toBeLessThan(index?.gains[0]?.before ?? 0)
  const { rowCount } = await client.query("select from pg_indexes where tablename = 'sales'")
  expect(rowCount).toBe(1)
})

it('on the data of others nothing is tried', async () => {
  await client.query('set default_transaction_read_only = on')
  const { indexes, queries } = await runTune(client, release, { ...options, isScratch: false })
  await client.query('reset default_transaction_read_only')
  expect({ indexes, failed: queries.filter(({ error }) => error !== undefined) }).toEqual({
    indexes: [],
    failed: [],
  })
})
