import { sql } from 'kysely'
import { from } from 'sightline'
import { compileQuery } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { customers, orders } from '../define/shop.ts'

const db = from(customers, orders)

describe('a compiled query', () => {
  it('keeps a single column on the line of its select', () => {
    expect(compileQuery(db.selectFrom('orders').select('status')).sql).toMatchInlineSnapshot(`
      "select status
      from public.orders"
    `)
  })

  it('gives each of several columns and each clause a line', () => {
    const query = db
      .selectFrom('orders')
      .select((eb) => ['status', eb.fn.countAll<number>().as('orders')])
      .where('amount_cents', '>', 0)
      .groupBy('status')
      .having((eb) => eb(eb.fn.countAll(), '>', 1))
      .orderBy('orders', 'desc')
      .orderBy('status')
      .limit(5)
      .offset(10)
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select
        status,
        count(*) as orders
      from public.orders
      where amount_cents > 0
      group by status
      having count(*) > 1
      order by orders desc, status
      limit 5
      offset 10"
    `)
  })

  it('gives each join a line', () => {
    const query = db
      .selectFrom('orders as o')
      .innerJoin('customers as c', 'c.customer_id', 'o.customer_id')
      .leftJoin('orders as later', (on) =>
        on.onRef('later.customer_id', '=', 'c.customer_id').onRef('later.placed_at', '>', 'o.placed_at'),
      )
      .select('c.name')
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select c.name
      from public.orders as o
      inner join public.customers as c on c.customer_id = o.customer_id
      left join public.orders as later on later.customer_id = c.customer_id and later.placed_at > o.placed_at"
    `)
  })

  it('indents the conditions that are joined by and', () => {
    const query = db
      .selectFrom('orders')
      .select('order_id')
      .where('status', '=', 'paid')
      .where('amount_cents', '>', 100)
      .where('discount', 'is', null)
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select order_id
      from public.orders
      where status = 'paid'
        and amount_cents > 100
        and discount is null"
    `)
  })

  it('keeps alternatives in parentheses on one line', () => {
    const query = db
      .selectFrom('orders')
      .select('order_id')
      .where((eb) =>
        eb.or([eb('status', '=', 'paid'), eb.and([eb('status', '=', 'new'), eb('discount', '>', 1)])]),
      )
      .where('amount_cents', '>', 100)
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select order_id
      from public.orders
      where (status = 'paid' or (status = 'new' and discount > 1))
        and amount_cents > 100"
    `)
  })

  it('keeps both ends of between on one line', () => {
    const query = db
      .selectFrom('orders')
      .select('order_id')
      .where((eb) => eb.between('amount_cents', -5, 5))
      .where('status', '=', 'paid')
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select order_id
      from public.orders
      where amount_cents between -5 and 5
        and status = 'paid'"
    `)
  })

  it('keeps the filter of an aggregate on its line', () => {
    const query = db
      .selectFrom('orders')
      .select((eb) => [
        eb.fn
          .countAll<number>()
          .filterWhere('status', '=', 'paid')
          .filterWhere('amount_cents', '>', 1)
          .as('paid'),
        eb.fn.countAll<number>().as('all'),
      ])
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select
        count(*) filter(where status = 'paid' and amount_cents > 1) as paid,
        count(*) as "all"
      from public.orders"
    `)
  })

  it('is laid out alike after a query that could not be compiled', () => {
    const nested = db.selectFrom((eb) =>
      eb
        .selectFrom('orders')
        .select(['status', sql`${[1]}`.as('x')])
        .as('o'),
    )
    expect(() => compileQuery(nested.select('o.status'))).toThrow('neither text, a number')
    expect(compileQuery(db.selectFrom('orders').select(['status', 'order_id'])).sql).toMatchInlineSnapshot(`
      "select
        status,
        order_id
      from public.orders"
    `)
  })

  it('writes distinct and distinct on behind select', () => {
    expect(compileQuery(db.selectFrom('orders').distinct().select('status')).sql).toMatchInlineSnapshot(`
      "select distinct status
      from public.orders"
    `)
    expect(
      compileQuery(db.selectFrom('orders').distinctOn('status').select(['status', 'order_id'])).sql,
    ).toMatchInlineSnapshot(`
      "select distinct on (status)
        status,
        order_id
      from public.orders"
    `)
  })

  it('writes a query without a table', () => {
    expect(compileQuery(db.selectNoFrom((eb) => eb.lit(1).as('one'))).sql).toMatchInlineSnapshot(
      `"select 1 as one"`,
    )
  })

  it('writes a bare expression', () => {
    expect(compileQuery(sql<number>`1 + ${sql.lit(2)}`).sql).toBe('1 + 2')
  })

  it('is the same when compiled again', () => {
    const query = db.selectFrom('orders').select('status')
    expect(compileQuery(query)).toEqual(compileQuery(query))
  })
})

describe('a case', () => {
  it('with one branch stays on its line', () => {
    const query = db
      .selectFrom('orders')
      .select((eb) => eb.case().when('status', '=', 'paid').then(1).else(0).end().as('paid'))
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select case when status = 'paid' then 1 else 0 end as paid
      from public.orders"
    `)
  })

  it('with several branches gives each a line', () => {
    const query = db
      .selectFrom('orders')
      .select((eb) => [
        'order_id',
        eb.case('status').when('paid').then('green').when('late').then('red').else('grey').end().as('color'),
      ])
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select
        order_id,
        case status
          when 'paid' then 'green'
          when 'late' then 'red'
          else 'grey'
        end as color
      from public.orders"
    `)
  })

  it('without an else ends after its last branch', () => {
    const query = db
      .selectFrom('orders')
      .select((eb) =>
        eb
          .case()
          .when('amount_cents', '>', 100)
          .then('L')
          .when('amount_cents', '>', 10)
          .then('M')
          .end()
          .as('size'),
      )
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select case
        when amount_cents > 100 then 'L'
        when amount_cents > 10 then 'M'
      end as size
      from public.orders"
    `)
  })
})
