import { defineProject } from 'sightline'
import {
  approximateDistinct,
  count,
  countIf,
  event,
  field,
  liveFigure,
  liveOpen,
  liveRanking,
  max,
  min,
  rollup,
  sum,
} from 'sightline/events'

export const sale = event('sale', {
  description: 'A till sold something.',
  version: 1,
  fields: {
    shop: field.text('The shop.'),
    owner: field.text('Whose shop it is.'),
    order_id: field.text('The order.'),
    cents: field.integer('The price.'),
    weight: field.number('Kilograms.'),
    refunded: field.boolean('Whether it was given back.'),
    at: field.time('When.'),
  },
  shardBy: 'shop',
  time: 'at',
  topics: { shop: 'shop', user: 'owner' },
})

export const sent = event('sent', {
  description: 'An order was sent.',
  version: 1,
  fields: { shop: field.text('The shop.'), order_id: field.text('The order.'), at: field.time('When.') },
  shardBy: 'shop',
  time: 'at',
})

export const perMinute = rollup('live.sales_per_minute', {
  description: 'Sales of each shop.',
  from: sale,
  per: 'minute',
  by: ['shop'],
  measures: {
    sales: count(),
    cents: sum('cents'),
    refunds: countIf('refunded'),
    cheapest: min('cents'),
    dearest: max('cents'),
    last: max('at'),
  },
  partitionBy: { column: 'minute', every: 'day', keep: '2 days' },
})

export const perDay = rollup('live.sales_per_day', {
  description: 'Sales of all shops.',
  from: sale,
  per: 'day',
  by: [],
  measures: { sales: count(), orders: approximateDistinct('order_id'), kilograms: sum('weight') },
  partitionBy: { column: 'day', every: 'year', keep: '30 days' },
})

const day = { per: 'day', last: 2 } as const

export const takings = liveFigure('takings', {
  description: 'Taken today and yesterday.',
  from: sale,
  over: day,
  measures: { cents: sum('cents'), sales: count(), kilograms: sum('weight') },
  value: ({ cents, sales }) => ({ cents, sales }),
})

export const best = liveRanking('best', {
  description: 'The shops that sell most.',
  from: sale,
  by: 'shop',
  over: day,
  measures: { sales: count(), dearest: max('cents'), cheapest: min('cents') },
  value: (rows) =>
    rows
      .map(({ key, sales, dearest, cheapest }) => ({ key, sales, dearest, cheapest }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
})

export const open = liveOpen('open', {
  description: 'Orders that wait.',
  opened: sale,
  closed: sent,
  key: 'order_id',
  within: { days: 1 },
})

export const shop = defineProject({
  name: 'live-shop',
  version: '1.0.0',
  folder: { uid: 'live-shop', title: 'Shop' },
  definitions: [sale, sent, perMinute, perDay, takings, best, open],
  sample: async () => {},
})

/** A sale of a shop, of which the rest follows from its number. */
export const saleOf = (number: number, at = new Date()) => ({
  shop: `shop-${number % 7}`,
  owner: `owner-${number % 3}`,
  order_id: `order-${number}`,
  cents: (number % 50) * 10 + 5,
  weight: 0.5,
  refunded: number % 10 === 0,
  at,
})
