import { sql } from 'kysely'
import { from, type Query } from 'sightline'
import { compileQuery } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { relationName } from '../../toolkit/sql/relation-name.ts'
import { customers, dailyOrders, orders } from '../define/shop.ts'

const db = from(customers, orders, dailyOrders)
const relationsOf = (query: Query) => [...compileQuery(query).relations].sort()

describe('the relations of a query', () => {
  it('are found in from and in joins', () => {
    const query = db
      .selectFrom('orders')
      .innerJoin('customers', 'customers.customer_id', 'orders.customer_id')
      .select('name')
    expect(relationsOf(query)).toEqual(['customers', 'orders'])
  })

  it('keep their schema', () => {
    expect(relationsOf(db.selectFrom('analytics.daily_orders').select('day'))).toEqual([
      'analytics.daily_orders',
    ])
  })

  it('are found under aliases, which are no relations', () => {
    const query = db
      .selectFrom('orders as o')
      .innerJoin('orders as p', 'p.order_id', 'o.order_id')
      .select('o.status')
    expect(relationsOf(query)).toEqual(['orders'])
  })

  it('are found in common table expressions, which are no relations', () => {
    const query = db
      .with('paid', (eb) => eb.selectFrom('orders').select('customer_id'))
      .with('names', (eb) => eb.selectFrom('paid').select('paid.customer_id'))
      .selectFrom('names')
      .select('names.customer_id')
    expect(relationsOf(query)).toEqual(['orders'])
  })

  it('leave out a recursive expression that reads itself', () => {
    const query = db
      .withRecursive<'numbers(n)', { n: number }>('numbers(n)', (eb) =>
        eb.selectNoFrom(sql<number>`1`.as('n')).unionAll(eb.selectFrom('numbers').select('numbers.n')),
      )
      .selectFrom('numbers')
      .select('n')
    expect(relationsOf(query)).toEqual([])
  })

  it('are found in a subquery of from', () => {
    const query = db.selectFrom((eb) => eb.selectFrom('orders').select('status').as('o')).select('o.status')
    expect(relationsOf(query)).toEqual(['orders'])
  })

  it('are found in where', () => {
    const query = db
      .selectFrom('customers')
      .select('name')
      .where('customer_id', 'in', (eb) => eb.selectFrom('orders').select('customer_id'))
    expect(relationsOf(query)).toEqual(['customers', 'orders'])
  })

  it('are found behind exists', () => {
    const query = db
      .selectFrom('customers')
      .select('name')
      .where((eb) => eb.not(eb.exists(eb.selectFrom('orders').selectAll())))
    expect(relationsOf(query)).toEqual(['customers', 'orders'])
  })

  it('are found in a selection', () => {
    const query = db
      .selectFrom('customers')
      .select((eb) => eb.selectFrom('orders').select('status').limit(1).as('status'))
    expect(relationsOf(query)).toEqual(['customers', 'orders'])
  })

  it('are found on both sides of a set operation', () => {
    const query = db
      .selectFrom('customers')
      .select('name')
      .unionAll(db.selectFrom('orders').select('status as name'))
    expect(relationsOf(query)).toEqual(['customers', 'orders'])
  })

  it('are found where a fragment names them with sql.table', () => {
    const query = sql`select count(*) from ${sql.table('orders')} join ${sql.table('analytics.daily_orders')} on true`
    expect(relationsOf(query)).toEqual(['analytics.daily_orders', 'orders'])
  })

  it.each([
    [sql`select d.day from ${sql.table('a.daily')} as d`, 'select d.day from a.daily__1 as d'],
    [sql`select d.day from ${sql.table('a.daily')} d`, 'select d.day from a.daily__1 d'],
    [
      sql`select 1 from b join ${sql.table('a.daily')} as d using (day)`,
      'select 1 from public.b join a.daily__1 as d using (day)',
    ],
    [sql`table ${sql.table('a.daily')}`, 'table a.daily__1'],
    [
      sql`select day from ${sql.table('a.daily')} where true`,
      'select day from a.daily__1 as daily where true',
    ],
    [
      sql`select 1 from (select day from ${sql.table('a.daily')}) as d`,
      'select 1 from (select day from a.daily__1 as daily) as d',
    ],
  ])('that a fragment names with sql.table keep the alias that follows in its text: %#', (query, text) => {
    const renames = { to: new Map([['a.daily', relationName('a.daily__1')]]), all: ['a.daily'] }
    expect(compileQuery(query, renames).sql).toBe(text)
  })

  it('are not found in handwritten text, which names their schema and is kept for those who search it', () => {
    const query = sql`select count(*) from orders where status = ${sql.lit('paid')}`
    expect(relationsOf(query)).toEqual([])
    expect(compileQuery(query).rawText).toContain('from orders where')
    expect(compileQuery(query).sql).toContain('from public.orders where')
  })

  it('leave out the table of a qualified column', () => {
    expect(relationsOf(sql`${sql.ref('orders.status')}`)).toEqual([])
  })

  it('leave out the alias of which all columns are taken', () => {
    expect(relationsOf(db.selectFrom('orders as o').selectAll('o'))).toEqual(['orders'])
    expect(relationsOf(db.selectFrom('orders as o').select((eb) => eb.fn.countAll('o').as('n')))).toEqual([
      'orders',
    ])
  })

  it('are found in a lateral join', () => {
    const query = db
      .selectFrom('customers')
      .leftJoinLateral(
        (eb) => eb.selectFrom('orders').select('status').limit(1).as('latest'),
        (on) => on.onTrue(),
      )
      .select('latest.status')
    expect(relationsOf(query)).toEqual(['customers', 'orders'])
  })

  it('are found in a common table expression that has the name of the table it reads', () => {
    const query = db
      .with('orders', (eb) => eb.selectFrom('orders').select('status').where('status', '=', 'paid'))
      .selectFrom('orders')
      .select('status')
    expect(relationsOf(query)).toEqual(['orders'])
  })

  it('are found beside a subquery whose common table expression has their name', () => {
    const paid = from(customers)
      .with('orders', (eb) => eb.selectFrom('customers').select('name'))
      .selectFrom('orders')
      .select('name')
    const query = db.selectFrom(paid.as('p')).innerJoin('orders', 'orders.status', 'p.name').select('p.name')
    expect(relationsOf(query)).toEqual(['customers', 'orders'])
  })

  it('leave out the alias that a function takes', () => {
    expect(relationsOf(db.selectFrom('orders as o').select((eb) => eb.fn.toJson('o').as('json')))).toEqual([
      'orders',
    ])
  })
})
