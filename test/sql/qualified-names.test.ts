import { expect, test } from 'vitest'
import { namesInLiterals, qualifiedNames } from '../../toolkit/sql/qualified-names.ts'

test.each([
  ['select app.f(o.amount) from app.orders o', ['app.f', 'o.amount', 'app.orders']],
  [`select a OPERATOR ( app.=~= ) b, c operator(+) d`, ['app.=~=']],
  [`select 'x'::app.mood, cast(null as "App"."A b"[])`, ['app.mood', 'App.A b']],
  ['select name collate app."de" from customers', ['app.de']],
  [`select 'app.log', $$app.log$$ -- app.log`, []],
  ['select app.orders.amount, 1.5 from app.orders', ['app.orders', 'app.orders']],
])('%s names %j', (sql, names) => {
  expect(qualifiedNames(sql).map(({ schema, name }) => `${schema}.${name}`)).toEqual(names)
})

test('literals name what may be looked up', () => {
  const names = namesInLiterals(
    `select 'app.log'::regclass, 'app.f(integer)', '"A b".c', 'no name', 'a.b', $$x.y$$`,
  )
  expect(names.map(({ schema, name }) => `${schema}.${name}`)).toEqual(['app.log', 'app.f', 'A b.c', 'a.b'])
})
