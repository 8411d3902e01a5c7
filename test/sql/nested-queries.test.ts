import { sql } from 'kysely'
import { from } from 'sightline'
import { compileQuery } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { customers, orders } from '../define/shop.ts'

const db = from(customers, orders)

describe('a subquery', () => {
  it('is indented in from', () => {
    const query = db
      .selectFrom((eb) => eb.selectFrom('orders').select(['status', 'amount_cents']).as('o'))
      .select('o.status')
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select o.status
      from (
        select
          status,
          amount_cents
        from public.orders
      ) as o"
    `)
  })

  it('is indented in a selection', () => {
    const query = db.selectFrom('customers').select((eb) => [
      'name',
      eb
        .selectFrom('orders')
        .whereRef('orders.customer_id', '=', 'customers.customer_id')
        .select((count) => count.fn.countAll<number>().as('count'))
        .as('orders'),
    ])
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select
        name,
        (
          select count(*) as count
          from public.orders
          where orders.customer_id = customers.customer_id
        ) as orders
      from public.customers"
    `)
  })

  it('is indented in where, and what follows is not', () => {
    const query = db
      .selectFrom('customers')
      .select('name')
      .where('customer_id', 'in', (eb) =>
        eb
          .selectFrom('orders')
          .select('customer_id')
          .where('status', '=', 'paid')
          .where('amount_cents', '>', 1),
      )
      .where('country', '=', 'DE')
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select name
      from public.customers
      where customer_id in (
        select customer_id
        from public.orders
        where status = 'paid'
          and amount_cents > 1
      )
        and country = 'DE'"
    `)
  })

  it('is indented behind exists', () => {
    const query = db
      .selectFrom('customers')
      .select('name')
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('orders')
            .select((one) => one.lit(1).as('one'))
            .whereRef('orders.customer_id', '=', 'customers.customer_id'),
        ),
      )
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select name
      from public.customers
      where exists (
        select 1 as one
        from public.orders
        where orders.customer_id = customers.customer_id
      )"
    `)
  })

  it('is indented in a fragment', () => {
    const latest = db.selectFrom('orders').select((eb) => eb.fn.max('placed_at').as('latest'))
    const query = db.selectNoFrom(sql<Date>`coalesce(${latest}, now())`.as('latest'))
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select coalesce((
        select max(placed_at) as latest
        from public.orders
      ), now()) as latest"
    `)
  })
})

describe('common table expressions', () => {
  it('stand before the query, each indented', () => {
    const query = db
      .with('paid', (eb) =>
        eb.selectFrom('orders').select(['customer_id', 'amount_cents']).where('status', '=', 'paid'),
      )
      .with('totals', (eb) =>
        eb
          .selectFrom('paid')
          .groupBy('customer_id')
          .select((sum) => ['customer_id', sum.fn.sum<number>('amount_cents').as('total')]),
      )
      .selectFrom('totals')
      .select('total')
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "with paid as (
        select
          customer_id,
          amount_cents
        from public.orders
        where status = 'paid'
      ),
      totals as (
        select
          customer_id,
          sum(amount_cents) as total
        from paid
        group by customer_id
      )
      select total
      from totals"
    `)
  })

  it('may be recursive, with names for their columns', () => {
    const query = db
      .withRecursive<'numbers(n)', { n: number }>('numbers(n)', (eb) =>
        eb
          .selectNoFrom(sql<number>`1`.as('n'))
          .unionAll(eb.selectFrom('numbers').select(sql<number>`n + 1`.as('n')).where('n', '<', 3)),
      )
      .selectFrom('numbers')
      .select('n')
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "with recursive numbers(n) as (
        select 1 as n
        union all
        select n + 1 as n
        from numbers
        where n < 3
      )
      select n
      from numbers"
    `)
  })
})
