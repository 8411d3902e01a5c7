import {
  buildRelease,
  comparedRelease,
  createSources,
  diffReleases,
  loadSample,
  withClient,
} from 'sightline/engine'
import { expect, inject, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { now } from './support/run-case.ts'
import {
  countriesQuery,
  countryTable,
  dailyQuery,
  orders,
  query,
  type ShopOptions,
  shop,
  trendsRow,
} from './support/shop.ts'

const base = { daily: dailyQuery }
const head = {
  daily: dailyQuery.replace('sum(amount)', 'sum(amount) * 2'),
  countries: countriesQuery.replace('count(*)', 'count(*) + 1'),
}

/** A database with orders of its own, and a role that may read them and nothing else. */
async function realData() {
  const { name, connectionString, connect } = await testDatabase()
  const client = await connect()
  await createSources(client, [orders])
  await loadSample(client, shop(), { now, scale: 1, seed: 1 })
  await client.query('update orders set amount = 100')
  await client.query(`revoke create, temporary on database ${name} from public;
create role ${name}_reader login password 'secret'; grant temporary on database ${name} to ${name}_reader;
grant select on orders to ${name}_reader`)
  const url = connectionString.replace(/\/\/[^@]*@/, `//${name}_reader:secret@`)
  const objects = async () => (await client.query('select count(*)::integer as n from pg_class')).rows[0]?.n
  const removed = () => client.query(`drop owned by ${name}_reader; drop role ${name}_reader`)
  return { url, objects, removed }
}

async function compare(
  url: string,
  before: ShopOptions,
  after: ShopOptions,
  limits = { timeout: 5000, rows: 1000 },
) {
  const server = inject('server')
  return withClient(url, (client) =>
    diffReleases(
      comparedRelease(buildRelease(shop(before)), 'before'),
      comparedRelease(buildRelease(shop(after)), 'after'),
      {
        connectionString: (database) => `${server}${database}`,
        sample: { project: undefined, now, scale: 1, seed: 1 },
        data: { client, ...limits },
      },
    ),
  )
}

test('numbers are compared on a database by a role that may only read, and nothing is written', async () => {
  const { url, objects, removed } = await realData()
  const before = await objects()
  const { numbers, notes } = await compare(url, base, head)
  expect(numbers.find(({ where }) => where === 'shop/Revenue')?.difference).toMatchObject({
    kind: 'values',
    values: [{ before: { text: '$4K', value: 4000 }, after: { text: '$8K', value: 8000 } }],
  })
  expect(numbers.find(({ where }) => where === 'shop/Countries')?.difference).toMatchObject({
    kind: 'rows',
    grain: ['country'],
    changed: 2,
  })
  expect(notes).toEqual([])
  expect(await objects()).toBe(before)
  await removed()
})

test('a query that returns too much or takes too long is not compared, and says so', async () => {
  const { url, removed } = await realData()
  const rows = (words: string) => ({ rows: [trendsRow(countryTable({ query: words }))] })
  const many = await compare(
    url,
    rows('select order_id from orders'),
    rows('select order_id + 1 as order_id from orders'),
    {
      timeout: 5000,
      rows: 10,
    },
  )
  expect(many.numbers.map(({ difference }) => difference)).toContainEqual({
    kind: 'not compared',
    reason: 'it returns more than 10 rows',
  })
  const slow = await compare(url, rows('select 1 as one'), rows('select 1 as one from pg_sleep(2)'), {
    timeout: 300,
    rows: 10,
  })
  expect(slow.numbers.map(({ difference }) => difference)).toContainEqual({
    kind: 'not compared',
    reason: 'canceling statement due to statement timeout',
  })
  expect(slow.verdict).toBe('numbers')
  await removed()
})

test('a query cannot write, whoever runs it', async () => {
  const { connectionString, connect } = await testDatabase()
  const client = await connect()
  await createSources(client, [orders])
  const { numbers } = await compare(
    connectionString,
    { check: 'select 1 as order_id' },
    { check: 'select lo_create(0)::integer as order_id' },
  )
  expect(numbers.map(({ difference }) => difference)).toContainEqual({
    kind: 'not compared',
    reason: 'cannot execute lo_create() in a read-only transaction',
  })
  expect((await client.query('select from pg_largeobject_metadata')).rowCount).toBe(0)
})

test('a view may group by the primary key of its source, in a copy without rows too', async () => {
  const { url, removed } = await realData()
  const keyed = {
    daily:
      'select placed_at::date as day, amount as revenue, quantity as orders from orders group by order_id',
  }
  const report = await compare(url, keyed, { daily: keyed.daily.replace('amount', 'amount * 2') })
  expect(report.sql.map(({ name }) => name)).toContain('shop.daily')
  await removed()
})

test('without a sample and without data, SQL and dashboards are compared all the same', async () => {
  const server = inject('server')
  const report = await diffReleases(
    comparedRelease(buildRelease(shop(base)), 'before'),
    comparedRelease(buildRelease(shop({ ...head, alert: { query: query('select 1 as orders') } })), 'after'),
    {
      connectionString: (database) => `${server}${database}`,
      sample: { project: undefined, now, scale: 1, seed: 1 },
    },
  )
  expect(report.sql.map(({ name }) => name)).toEqual(['shop.countries', 'shop.daily'])
  expect(report.notes).toEqual(['Numbers: there is no sample here, and no --data.'])
})
