import { describe, expect, it } from 'vitest'
import { moveSchemas } from '../../toolkit/sql/move-schemas.ts'
import { renameRelations } from '../../toolkit/sql/rename-relations.ts'
import { sqlTokens } from '../../toolkit/sql/sql-tokens.ts'

const renames = new Map([
  ['shop.paid', 'shop.paid__1'],
  ['daily', 'daily__2'],
])

describe('renaming relations in a query', () => {
  it.each([
    ['select a from shop.paid', 'select a from shop.paid__1 as paid'],
    ['select p.a from shop.paid as p', 'select p.a from shop.paid__1 as p'],
    ['select p.a from shop.paid p where p.a > 1', 'select p.a from shop.paid__1 p where p.a > 1'],
    ['select shop.paid.a from shop.paid', 'select paid.a from shop.paid__1 as paid'],
    ['select daily.day from daily', 'select daily.day from daily__2 as daily'],
    ['select day from public.daily', 'select day from daily__2 as daily'],
    ['select 1 from orders join daily on true', 'select 1 from orders join daily__2 as daily on true'],
    ['select 1 from orders, daily where true', 'select 1 from orders, daily__2 as daily where true'],
    ['select 1 from (orders cross join daily)', 'select 1 from (orders cross join daily__2 as daily)'],
    [
      'select (select max(day) from daily) as last',
      'select (select max(day) from daily__2 as daily) as last',
    ],
    ['select 1 from only daily', 'select 1 from only daily__2 as daily'],
    ['select 1 from "shop"."paid"', 'select 1 from shop.paid__1 as paid'],
    ['select 1 FROM Shop.Paid', 'select 1 FROM shop.paid__1 as paid'],
  ])('%s', (query, renamed) => {
    expect(renameRelations(query, renames)).toBe(renamed)
  })

  it.each([
    `select 'shop.paid' as name, "daily" as word from orders`,
    'select daily from orders',
    'select extract(day from daily) from orders',
    'select a is distinct from daily from orders',
    'with daily as (select 1 as day) select day from daily',
    'select 1 -- from daily\nfrom orders',
    'select 1 /* from shop.paid */ from orders',
    'select $$ from daily $$ from orders',
    "select E'it\\'s from daily' from orders",
  ])('leaves alone: %s', (query) => {
    expect(renameRelations(query, renames)).toBe(query)
  })

  it('calls two relations of the same plain name by their whole names', () => {
    const same = new Map([
      ['a.paid', 'a.paid__1'],
      ['b.paid', 'b.paid__2'],
    ])
    expect(renameRelations('select a.paid.x, b.paid.y from a.paid cross join b.paid', same)).toBe(
      'select "a.paid".x, "b.paid".y from a.paid__1 as "a.paid" cross join b.paid__2 as "b.paid"',
    )
  })
})

describe('moving schemas', () => {
  const move = (sql: string) =>
    moveSchemas(sql, (schema, name) => (name === 'paid' ? `scratch_${schema}` : undefined))

  it('puts another schema before the names that are meant, and no other', () => {
    expect(move('select p.a, shop.paid.a from shop.paid p, shop.other, "Shop".paid')).toBe(
      'select p.a, scratch_shop.paid.a from scratch_shop.paid p, shop.other, "scratch_Shop".paid',
    )
  })

  it('does not look into texts and comments', () => {
    expect(move(`select 'shop.paid', $x$shop.paid$x$ -- shop.paid`)).toBe(
      `select 'shop.paid', $x$shop.paid$x$ -- shop.paid`,
    )
  })
})

it('tokens joined are the text again', () => {
  const text = `select E'a\\'b', 'it''s', $f$ body $f$, "Q""x", 1.5e3, a<>b /* c */ -- d\nfrom t`
  expect(
    sqlTokens(text)
      .map((token) => token.text)
      .join(''),
  ).toBe(text)
})
