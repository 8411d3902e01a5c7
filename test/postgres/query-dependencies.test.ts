import { beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../toolkit/postgres/client.ts'
import { type QueryDependencies, queryDependencies } from '../../toolkit/postgres/query-dependencies.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  const client = await database.connect()
  await client.query(`
    create table orders (id int primary key, amount numeric, country text);
    create schema shop;
    create view shop.totals as select country, sum(amount) as total from orders group by country;
    create function shop.tax(amount numeric) returns numeric language sql as 'select amount * 0.25'`)
})

async function ask(...queries: string[]): Promise<QueryDependencies[]> {
  const client = await database.connect()
  return inTransaction(client, () => queryDependencies(client, queries))
}

const columnsOf = (answer: QueryDependencies | undefined) =>
  answer?.ok === true
    ? Object.fromEntries(answer.relations.map(({ schema, name, columns }) => [`${schema}.${name}`, columns]))
    : answer

describe('what Postgres says of a query', () => {
  it('names the columns that are read, those of conditions included', async () => {
    const [answer] = await ask(
      `select sum(o.amount) from orders o join shop.totals t on t.country = o.country where o.id > 3`,
    )
    expect(columnsOf(answer)).toEqual({
      'public.orders': ['amount', 'country', 'id'],
      'shop.totals': ['country'],
    })
  })

  it('lists no column where rows are only counted', async () => {
    expect(columnsOf((await ask('select count(*) from orders'))[0])).toEqual({ 'public.orders': [] })
  })

  it('answers although several columns have one name', async () => {
    const [two, three] = await ask('select id, country, id from orders', 'select 1, 1, 1, amount from orders')
    expect(columnsOf(two)).toEqual({ 'public.orders': ['country', 'id'] })
    expect(columnsOf(three)).toEqual({ 'public.orders': ['amount'] })
  })

  it('names the functions of the database that are called', async () => {
    const [answer] = await ask('select shop.tax(total), upper(country) from shop.totals')
    expect(answer).toMatchObject({ functions: [{ schema: 'shop', name: 'tax' }] })
  })

  it('says why a query is refused, and answers those after it', async () => {
    const [refused, fine] = await ask('select amuont from orders', 'select id from orders')
    expect(refused).toEqual({
      ok: false,
      message: 'column "amuont" does not exist',
      state: '42703',
      details: ['Perhaps you meant to reference the column "orders.amount".'],
    })
    expect(columnsOf(fine)).toEqual({ 'public.orders': ['id'] })
  })

  it('takes nothing from the query: what it would change is taken back', async () => {
    await ask('select 1; delete from orders; create table left_behind ()')
    const client = await database.connect()
    const { rows } = await client.query(`select to_regclass('left_behind') as found`)
    expect(rows).toEqual([{ found: null }])
  })
})

it('asking a thousand queries holds no more locks than asking one', async () => {
  const client = await database.connect()
  const locks = async (count: number) => {
    await client.query('begin')
    await queryDependencies(
      client,
      Array.from({ length: count }, (_, index) => `select ${index} as n, country from shop.totals`),
    )
    const { rows } = await client.query<{ held: number }>(
      'select count(*)::int as held from pg_locks where pid = pg_backend_pid()',
    )
    await client.query('rollback')
    return rows[0]?.held ?? 0
  }
  const one = await locks(1)
  expect(await locks(1000)).toBeLessThanOrEqual(one)
})
