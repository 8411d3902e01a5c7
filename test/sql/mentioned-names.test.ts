import { describe, expect, it } from 'vitest'
import { mentionedNames } from '../../toolkit/sql/mentioned-names.ts'

const relationsIn = (sql: string) => [...mentionedNames(sql).relations].sort()
const functionsIn = (sql: string) => [...mentionedNames(sql).functions].sort()

describe('a text names a relation', () => {
  it.each([
    ['select from analytics.paid', 'analytics.paid'],
    ['select from "analytics"."paid" p', 'analytics.paid'],
    ['select from Analytics.Paid', 'analytics.paid'],
    ['select from orders, paid', 'paid'],
    ['select from public.paid', 'paid'],
    ['select from analytics /* here */ . paid', 'analytics.paid'],
    ['select app.paid.id from x', 'app.paid'],
    ['table paid', 'paid'],
    ['insert into app.paid (a) values (1)', 'app.paid'],
    ['update paid set a = 1', 'paid'],
    ['delete from paid', 'paid'],
    ['refresh materialized view concurrently app.paid', 'app.paid'],
    ['select from U&"p\\0061id"', 'paid'],
    ['select from "Sales"."we""ird"', 'Sales.we"ird'],
    ['begin select 1 into a from b; for r in select * from paid loop end loop; end', 'paid'],
  ])('%s', (sql, name) => {
    expect(relationsIn(sql)).toContain(name)
  })

  it.each([
    ["select 'analytics.paid'", 'analytics.paid'],
    ['-- from analytics.paid', 'analytics.paid'],
    ['/* /* */ from analytics.paid */ select 1', 'analytics.paid'],
    ['select $$ from paid $$', 'paid'],
    ['select from analytics.paid_orders', 'analytics.paid'],
    ['select paid from orders', 'paid'],
    ['select from old.analytics.paid', 'analytics.paid'],
    ['select from "analytics.paid"', 'analytics.paid'],
    ['select extract(day from paid) from orders', 'paid'],
  ])('not: %s', (sql, name) => {
    expect(relationsIn(sql)).not.toContain(name)
  })
})

it('a text names the functions that it calls', () => {
  expect(
    functionsIn(`select app.score(a), plain (b), "Odd"(c), 'app.other()' from f(x) where g in (1)`),
  ).toEqual(['Odd', 'app.score', 'f', 'in', 'plain'])
})
