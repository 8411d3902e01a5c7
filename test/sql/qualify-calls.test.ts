import { expect, test } from 'vitest'
import { qualifyCalls } from '../../toolkit/sql/qualify-calls.ts'

const functions = new Set(['twice', 'Odd name'])

test.each([
  ['select twice(n) from orders', 'select public.twice(n) from orders'],
  ['select TWICE (n), "Odd name"(1)', 'select public.TWICE (n), public."Odd name"(1)'],
  ['select * from twice(3) t', 'select * from public.twice(3) t'],
  ['select twice(twice(n)) + max(twice(1))', 'select public.twice(public.twice(n)) + max(public.twice(1))'],
  ['where $__timeFilter(at) and twice($n) > ${m}', 'where $__timeFilter(at) and public.twice($n) > ${m}'],
])('%s names the schema', (sql, sent) => {
  expect(qualifyCalls(sql, functions)).toBe(sent)
})

test.each([
  'select app.twice(n), public.twice(n), "TWICE"(n)',
  `select 'twice(n)', twice, t.twice from t -- twice(n)`,
  'with twice(n) as (select 1) select n from twice',
  'select n from (values (1)) as twice(n)',
  'select $$ twice(n) $$',
])('%s stays as it is', (sql) => {
  expect(qualifyCalls(sql, functions)).toBe(sql)
})
