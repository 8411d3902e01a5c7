import {
  alertRule,
  asTime,
  below,
  contactPoint,
  dashboard,
  materializedView,
  row,
  rows,
  source,
  statPanel,
  table,
  timeseriesPanel,
  utcDay,
  view,
} from 'sightline'
import { bigint, enumType, jsonb, numeric, text, timestamptz } from 'sightline/columns'
import { dataCheck } from 'sightline/data-checks'
import { event, field } from 'sightline/events'
import { email } from 'sightline/integrations'
export const mood = enumType('mood', ['happy', 'sad'])
export const orders = source('orders', {
  description: 'o',
  columns: {
    order_id: bigint().primaryKey(),
    country: text(),
    city: text().nullable(),
    a: text(),
    b: text(),
    c: text(),
    d: text(),
    e: text(),
    f: text(),
    g: text(),
    h: text(),
    i: text(),
    mood: mood(),
    amount: numeric(10, 2),
    placed_at: timestamptz().default('now()'),
    payload: jsonb<{ a: 1; b: 2 }>(),
  },
})
export const customers = source('customers', {
  description: 'o',
  columns: { id: bigint().primaryKey(), name: text() },
})
export const wide = view('analytics.wide', {
  description: 'd',
  grain: ['order_id'],
  query: rows(orders).selectAll(),
})
export const daily = view('analytics.daily', {
  description: 'd',
  grain: ['day'],
  query: rows(orders, customers)
    .innerJoin('customers', 'customers.id', 'orders.order_id')
    .select((eb) => [
      utcDay(eb.ref('placed_at')).as('day'),
      eb.fn.sum('amount').as('revenue'),
      eb.fn.countAll().as('orders'),
      eb.fn.max('country').as('last'),
      'name',
    ])
    .groupBy(['day', 'name']),
})
export const stored = materializedView('analytics.stored', {
  description: 'd',
  grain: ['day'],
  query: rows(daily).selectAll(),
})
export const query = rows(daily).select((eb) => [asTime(eb.ref('day')).as('time'), 'revenue'])
export const joined = rows(orders, customers)
  .innerJoin('customers', 'customers.id', 'orders.order_id')
  .select(['name', 'country'])
export const panel = timeseriesPanel({ title: 't', description: 'd', query })
export const stat = statPanel({ title: 't', description: 'd', query })
export const board = dashboard({
  uid: 'u',
  title: 't',
  description: 'd',
  rows: [row('r', { panels: [panel] })],
})
export const band = row('r', { panels: [panel] })
export const onCall = contactPoint('x', { description: 'd', integrations: [email({ to: ['a@b.c'] })] })
export const rule = alertRule('r', {
  uid: 'r',
  description: 'd',
  summary: 's',
  query: rows(orders).select((eb) => eb.fn.countAll().as('n')),
  value: 'n',
  condition: below(1),
  every: '1m',
  for: '0s',
  severity: 'info',
  noData: 'OK',
  onError: 'OK',
  contactPoint: onCall,
})
export const log = table('log', {
  description: 'd',
  columns: { id: bigint().generated().primaryKey(), who: text() },
})
export const negative = dataCheck('negative', {
  description: 'd',
  remedy: 'r',
  query: rows(orders).select('order_id'),
})
export const seen = event('seen', {
  description: 'd',
  version: 1,
  fields: { id: field.text('Who.'), at: field.time('When.') },
  shardBy: 'id',
  time: 'at',
})
