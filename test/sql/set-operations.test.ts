import { from } from 'sightline'
import { compileQuery } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { customers, orders } from '../define/shop.ts'

const db = from(customers, orders)

describe('set operations', () => {
  const named = db.selectFrom('customers').select('name as label')
  const states = db.selectFrom('orders').select('status as label').where('status', '=', 'paid')

  it('stand on a line of their own between their queries', () => {
    expect(compileQuery(named.unionAll(states)).sql).toMatchInlineSnapshot(`
      "select name as label
      from public.customers
      union all
      select status as label
      from public.orders
      where status = 'paid'"
    `)
  })

  it('keep every column of several queries', () => {
    const pairs = db.selectFrom('customers').select(['name', 'country'])
    expect(compileQuery(pairs.union(pairs).except(pairs)).sql).toMatchInlineSnapshot(`
      "select
        name,
        country
      from public.customers
      union
      select
        name,
        country
      from public.customers
      except
      select
        name,
        country
      from public.customers"
    `)
  })

  it('are sorted as a whole', () => {
    expect(compileQuery(named.unionAll(states).orderBy('label').limit(3)).sql).toMatchInlineSnapshot(`
      "select name as label
      from public.customers
      union all
      select status as label
      from public.orders
      where status = 'paid'
      order by label
      limit 3"
    `)
  })

  it('are indented inside a common table expression', () => {
    const query = db
      .with('labels', () => named.unionAll(states))
      .selectFrom('labels')
      .select('label')
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "with labels as (
        select name as label
        from public.customers
        union all
        select status as label
        from public.orders
        where status = 'paid'
      )
      select label
      from labels"
    `)
  })
})
