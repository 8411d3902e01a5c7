import { describe, expect, it } from 'vitest'
import { placeRelations } from '../../toolkit/sql/place-relations.ts'
import { type RelationName, relationName } from '../../toolkit/sql/relation-name.ts'

/** Puts versions in the place of relations, of which a query names some more. */
function renaming(pairs: Readonly<Record<string, string>>, ...more: readonly string[]) {
  const to = new Map<string, RelationName>()
  for (const [name, version] of Object.entries(pairs)) to.set(name, relationName(version))
  const renames = { to, all: [...to.keys(), ...more] }
  return (query: string) => placeRelations(query, { renames }).sql
}

const rename = renaming({ 'shop.paid': 'shop.paid__1', daily: 'daily__2' })

describe('relations in handwritten SQL are put in the place of others', () => {
  it.each([
    ['select a from shop.paid', 'select a from shop.paid__1 as paid'],
    ['select p.a from shop.paid as p', 'select p.a from shop.paid__1 as p'],
    ['select p.a from shop.paid p where p.a > 1', 'select p.a from shop.paid__1 p where p.a > 1'],
    ['select shop.paid.a from shop.paid', 'select paid.a from shop.paid__1 as paid'],
    ['select daily.day from daily', 'select daily.day from public.daily__2 as daily'],
    ['select day from public.daily', 'select day from public.daily__2 as daily'],
    [
      'select 1 from public.orders join daily on true',
      'select 1 from public.orders join public.daily__2 as daily on true',
    ],
    [
      'select 1 from public.orders, daily where true',
      'select 1 from public.orders, public.daily__2 as daily where true',
    ],
    [
      'select 1 from (public.orders cross join daily)',
      'select 1 from (public.orders cross join public.daily__2 as daily)',
    ],
    [
      'select (select max(day) from daily) as last',
      'select (select max(day) from public.daily__2 as daily) as last',
    ],
    ['select 1 from only daily', 'select 1 from only public.daily__2 as daily'],
    ['select 1 from "shop"."paid"', 'select 1 from shop.paid__1 as paid'],
    ['select 1 FROM Shop.Paid', 'select 1 FROM shop.paid__1 as paid'],
    ['select 1 from shop /* a */ . paid', 'select 1 from shop.paid__1 as paid'],
    ['table shop.paid', 'table shop.paid__1'],
    ['select 1 from (table shop.paid) p', 'select 1 from (table shop.paid__1) p'],
    ['with d as (table daily) table d', 'with d as (table public.daily__2) table d'],
    ['select 1 union table shop.paid', 'select 1 union table shop.paid__1'],
    [
      'with daily as (select * from daily) select * from daily',
      'with daily as (select * from public.daily__2 as daily) select * from daily',
    ],
    [
      'with recursive daily as (select 1 union select * from daily), d as (table daily) select 1 from shop.paid',
      'with recursive daily as (select 1 union select * from daily), d as (table daily) select 1 from shop.paid__1 as paid',
    ],
    [
      'select (with daily as (select 1) select 1 from daily), (select 1 from daily)',
      'select (with daily as (select 1) select 1 from daily), (select 1 from public.daily__2 as daily)',
    ],
    [
      'select (shop.paid).id, shop.paid.* from shop.paid',
      'select (paid).id, paid.* from shop.paid__1 as paid',
    ],
    ['select shop.paid from shop.paid as shop', 'select shop.paid from shop.paid__1 as shop'],
    [
      'select 1 from daily d join daily on d.x = any(array[d.y, d.z]), shop.paid',
      'select 1 from public.daily__2 d join public.daily__2 as daily on d.x = any(array[d.y, d.z]), shop.paid__1 as paid',
    ],
    [
      'select 1 from daily tablesample system (10)',
      'select 1 from public.daily__2 as daily tablesample system (10)',
    ],
    ['select 1 from lateral f(daily) f, daily', 'select 1 from lateral f(daily) f, public.daily__2 as daily'],
    ['select 1 from (values (daily), (2)) v', 'select 1 from (values (daily), (2)) v'],
    ['select 1 from "Daily", "d.x" as daily', 'select 1 from public."Daily", public."d.x" as daily'],
  ])('%s', (query, renamed) => {
    expect(rename(query)).toBe(renamed)
  })

  it.each([
    `select 'shop.paid' as name, "daily" as word from public.orders`,
    'select daily from public.orders',
    'select extract(day from daily) from public.orders',
    'select a is distinct from daily from public.orders',
    'with daily as (select 1 as day) select day from daily',
    'select 1 -- from daily\nfrom public.orders',
    'select 1 /* from shop.paid */ from public.orders',
    'select $$ from daily $$ from public.orders',
    "select E'it\\'s from daily' from public.orders",
  ])('leaves alone: %s', (query) => {
    expect(rename(query)).toBe(query)
  })

  it('calls two relations of the same plain name by their whole names', () => {
    const same = renaming({ 'a.paid': 'a.paid__1', 'b.paid': 'b.paid__2' })
    expect(same('select a.paid.x, b.paid.y from a.paid cross join b.paid')).toBe(
      'select "a.paid".x, "b.paid".y from a.paid__1 as "a.paid" cross join b.paid__2 as "b.paid"',
    )
  })
})

describe('relations in handwritten SQL', () => {
  const placed = (query: string) => placeRelations(query).sql

  it.each([
    ['select count(*) from orders', 'select count(*) from public.orders'],
    ['select * from "Orders" o', 'select * from public."Orders" o'],
    ['select * from orders natural join lines', 'select * from public.orders natural join public.lines'],
    ['select $__timeGroup(a, b) from orders, ${t}', 'select $__timeGroup(a, b) from public.orders, ${t}'],
    ['select a from (orders)', 'select a from (public.orders)'],
    [
      'return query select a from t where x in (select y from u);',
      'return query select a from public.t where x in (select y from public.u);',
    ],
  ])('are named with their schema: %s', (query, expected) => {
    expect(placed(query)).toBe(expected)
  })

  it.each([
    'select * from pg_class',
    'select * from information_schema.tables',
    'select * from generate_series(1, 2) g',
    'select * from rows from (f(1), g(2)) as r',
    'with o as (select 1) select * from o',
    'select trim(both from a), substring(a from 1 for 2), overlay(a placing b from 1)',
    "select 'from orders', $q$ from orders $q$ -- from orders",
    'delete from orders; update orders set a = 1',
    "select (time '10:00' at time zone 'UTC')::time with time zone as w",
  ])('are no others: %s', (query) => {
    expect(placed(query)).toBe(query)
  })
})
