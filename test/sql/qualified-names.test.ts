import { expect, test } from 'vitest'
import { qualifiedNames } from '../../toolkit/sql/qualified-names.ts'

test.each([
  ['select app.f(o.amount) from app.orders o', ['app.f', 'o.amount', 'app.orders']],
  [`select a OPERATOR ( app.=~= ) b, c operator(+) d`, ['app.=~=']],
  [`select 'x'::app.mood, cast(null as "App"."A b"[])`, ['app.mood', 'App.A b']],
  ['select name collate app."de" from customers', ['app.de']],
  [`select 'app.log'::regclass, 'app.f(integer)' :: regprocedure`, ['app.log', 'app.f']],
  [`select 'app.log', $$app.log$$ -- app.log`, []],
  ['select app.orders.amount, 1.5 from app.orders', ['app.orders', 'app.orders']],
])('%s names %j', (sql, names) => {
  expect(qualifiedNames(sql).map(({ schema, name }) => `${schema}.${name}`)).toEqual(names)
})
