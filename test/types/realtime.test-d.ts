import { cache, from, liveStatPanel, type RowOf } from 'sightline'
import type { CacheKey } from 'sightline/cache'
import {
  approximateDistinct,
  count,
  countIf,
  event,
  field,
  type LiveFigure,
  liveFigure,
  liveOpen,
  liveRanking,
  max,
  rollup,
  sum,
} from 'sightline/events'

const sale = event('sale', {
  description: 'Something was sold.',
  version: 1,
  fields: {
    shop: field.text('The shop.'),
    order_id: field.text('The order.'),
    amount: field.integer('Cents.'),
    refunded: field.boolean('Whether it was taken back.'),
    at: field.time('When.'),
  },
  shardBy: 'shop',
  time: 'at',
  topics: { shop: 'shop' },
})
const sent = event('sent', {
  description: 'It was sent.',
  version: 1,
  fields: { order_id: field.text('The order.'), parcel: field.text('The parcel.'), at: field.time('When.') },
  shardBy: 'order_id',
  time: 'at',
})
const partitionBy = { column: 'hour', every: 'day', keep: '1 day' } as const
const common = { description: 'For a test.', from: sale, partitionBy } as const

const perHour = rollup('shop.sales', {
  ...common,
  per: 'hour',
  by: ['shop'],
  measures: {
    sales: count(),
    cents: sum('amount'),
    last: max('at'),
    orders: approximateDistinct('order_id'),
    refunds: countIf('refunded'),
  },
})
const rows = from(perHour).selectFrom('shop.sales').select(['hour', 'shop', 'sales', 'cents', 'last'])
declare const row: RowOf<typeof rows>
export const typed: { hour: Date; shop: string; sales: number; cents: number; last: Date | null } = row

// @ts-expect-error a column that the roll-up does not have
from(perHour).selectFrom('shop.sales').select('amount')
// @ts-expect-error a measure of a field that the event does not have
rollup('shop.a', { ...common, per: 'hour', by: [], measures: { cents: sum('amuont') } })
// @ts-expect-error a text cannot be added up
rollup('shop.b', { ...common, per: 'hour', by: [], measures: { cents: sum('shop') } })
// @ts-expect-error a number is no condition
rollup('shop.c', { ...common, per: 'hour', by: [], measures: { cents: countIf('amount') } })
// @ts-expect-error a dimension that the event does not have
rollup('shop.d', { ...common, per: 'hour', by: ['till'], measures: { sales: count() } })
// @ts-expect-error a bucket of another length
rollup('shop.e', { ...common, per: 'week', by: [], measures: { sales: count() } })
// @ts-expect-error a roll-up is partitioned by its bucket
rollup('shop.f', { ...common, per: 'day', by: [], measures: { sales: count() } })
// @ts-expect-error rows are spread by one of the dimensions
rollup('shop.g', { ...common, per: 'hour', by: ['shop'], measures: { sales: count() }, distributeBy: 'till' })
rollup('shop.h', { ...common, per: 'hour', by: ['shop'], measures: { sales: count() }, distributeBy: 'shop' })
// @ts-expect-error the time of an event is one of its times
event('x', { description: '', version: 1, fields: { a: field.text('A.') }, shardBy: 'a', time: 'a' })
// @ts-expect-error what shards is a field of the event
event('x', { description: '', version: 1, fields: { a: field.time('A.') }, shardBy: 'b', time: 'a' })

const over = { per: 'day', last: 1 } as const
const today = liveFigure('today', {
  description: '',
  from: sale,
  over,
  measures: { cents: sum('amount') },
  value: ({ cents }) => cents / 100,
})
type Value = typeof today extends LiveFigure<string, infer V> ? V : never
export const valueOfToday: Value = 12
// @ts-expect-error its value is a number
export const textOfToday: Value = 'twelve'
liveFigure('a', {
  description: '',
  from: sale,
  over,
  measures: { cents: sum('amount') },
  // @ts-expect-error a figure computes with its own measures
  value: ({ dollars }) => dollars,
})
liveFigure('b', {
  description: '',
  from: sale,
  over,
  // @ts-expect-error different values cannot be added up in Redis
  measures: { orders: approximateDistinct('order_id') },
  value: ({ orders }) => orders,
})
liveFigure('c', {
  description: '',
  from: sale,
  over,
  // @ts-expect-error a figure of a field that the event does not have
  measures: { cents: sum('price') },
  value: ({ cents }) => cents,
})
liveRanking('d', {
  description: '',
  from: sale,
  by: 'shop',
  over,
  measures: { sales: count() },
  value: (all) => all.map(({ key, sales }) => [key, sales]),
})
liveRanking('e', {
  description: '',
  from: sale,
  // @ts-expect-error a ranking by a field that the event does not have
  by: 'till',
  over,
  measures: { sales: count() },
  value: (all) => all,
})
liveOpen('f', { description: '', opened: sale, closed: sent, key: 'order_id', within: { days: 1 } })
// @ts-expect-error both events have the key
liveOpen('g', { description: '', opened: sale, closed: sent, key: 'parcel', within: { days: 1 } })

const totals = cache('totals', { description: '', key: 'shop:{shop}:{month}', ttl: 60, from: [perHour] })
type Key = typeof totals extends { readonly key: infer Pattern extends string } ? CacheKey<Pattern> : never
export const key: Key = { shop: 'a', month: '2025-01' }
// @ts-expect-error a key names everything that its pattern does
export const halfKey: Key = { shop: 'a' }
// @ts-expect-error and nothing else
export const otherKey: Key = { shop: 'a', month: '2025-01', till: 'b' }

const shown = { title: 'Shown', description: 'For a test.' }
declare const one: LiveFigure<'one', number>
declare const several: LiveFigure<'several', { readonly calls: number; readonly status: string }>
declare const ranking: LiveFigure<'ranking', { readonly views: number }[]>
liveStatPanel({ ...shown, figure: one })
liveStatPanel({ ...shown, figure: several, part: 'calls' })
// @ts-expect-error a number has no parts
liveStatPanel({ ...shown, figure: one, part: 'calls' })
// @ts-expect-error which of the numbers
liveStatPanel({ ...shown, figure: several })
// @ts-expect-error a part that is no number
liveStatPanel({ ...shown, figure: several, part: 'status' })
// @ts-expect-error a list is not one number
liveStatPanel({ ...shown, figure: ranking, part: 'length' })
