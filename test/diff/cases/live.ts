import type { Definition } from 'sightline'
import { cache } from 'sightline'
import {
  count,
  type Event,
  type EventData,
  event,
  field,
  liveFigure,
  occurrence,
  rollup,
  sum,
} from 'sightline/events'
import type { EventFields } from '../../../toolkit/define/realtime/event-field.ts'
import type { Sum } from '../../../toolkit/define/realtime/measure.ts'
import { storedOf } from '../../deploy/support/small-shop.ts'
import type { DiffCase } from '../support/diff-case.ts'
import { numbersRow, revenueStat, type ShopOptions } from '../support/shop.ts'

const description = 'For a test.'

const sale = event('sale', {
  description,
  version: 1,
  fields: {
    shop: field.text('The shop.'),
    at: field.time('When.'),
    cents: field.integer('The price.'),
    tip: field.integer('What was given beside it.'),
  },
  shardBy: 'shop',
  time: 'at',
  topics: { shop: 'shop' },
})

const sales = rollup('shop.sales', {
  description,
  from: sale,
  per: 'hour',
  by: ['shop'],
  measures: { taken: sum('cents'), sales: count() },
  partitionBy: { column: 'hour', every: 'day', keep: '7 days' },
})

const takingsOver = (last: number) =>
  liveFigure('takings', {
    description,
    from: sale,
    over: { per: 'hour', last },
    measures: { sales: count() },
    value: ({ sales }) => sales,
  })

const sums = (changes: Partial<Parameters<typeof cache>[1]> = {}) =>
  cache('sums', { description, key: 'shop:sums:{shop}', ttl: 60, ...changes })

const stored = storedOf('shop.shops', 'shop', 'select shop, sum(taken) as taken from shop.sales group by 1')

interface Counting {
  readonly from?: Event
  readonly measured?: Sum
  readonly more?: readonly Definition[]
}

/** A shop with what it counts, in which a sale of 3 dollars with a tip of 50 cents is simulated again and again. */
const counting = ({ from = sale, measured = sum('cents'), more = [] }: Counting = {}): ShopOptions => ({
  more: [from, { ...sales, from, measures: { taken: measured, sales: count() } }, ...more],
  rows: [
    numbersRow(
      revenueStat({ title: 'Taken', query: 'select sum(taken) as taken from shop.sales' }),
      revenueStat({ title: 'Sales', query: 'select sum(sales) as sales from shop.sales' }),
    ),
  ],
  simulation: function* ({ now }) {
    for (let sold = 0; ; sold++)
      yield occurrence(from, { ...numbersOf(from), shop: `shop-${sold % 2}`, at: now() })
  },
})

const numbersOf = ({ fields }: Event): EventData<EventFields> =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, name === 'tip' ? 50 : 300]))

const { cents, ...others } = sale.fields
const usual = counting()

/** What is counted while it happens, and kept. */
export const liveCases: readonly DiffCase[] = [
  {
    title: 'a panel over a roll-up that adds up another field',
    before: usual,
    after: counting({ measured: sum('tip') }),
  },
  {
    title: 'a view over a roll-up counts otherwise',
    before: counting({ more: [stored] }),
    after: counting({
      more: [
        storedOf('shop.shops', 'shop', 'select shop, 2 * sum(taken) as taken from shop.sales group by 1'),
      ],
    }),
  },
  {
    title: 'a field of an event renamed under the same version',
    before: usual,
    after: counting({ from: { ...sale, fields: { ...others, price: cents } }, measured: sum('price') }),
  },
  {
    title: 'an event gets another version and another field',
    before: usual,
    after: counting({
      from: { ...sale, version: 2, fields: { ...sale.fields, discount: field.integer('Off.') } },
    }),
  },
  {
    title: 'a live figure over more hours, and a cache with another key and time',
    before: counting({ more: [takingsOver(1), sums()] }),
    after: counting({
      more: [takingsOver(24), sums({ ttl: 120, key: 'shop:sums:{shop}:{day}' })],
    }),
  },
  {
    title: 'a live figure and a cache removed, and another cache added',
    before: counting({ more: [takingsOver(1), sums()] }),
    after: counting({ more: [cache('totals', { description, key: 'shop:totals', ttl: 5 })] }),
  },
  {
    title: 'only the words about an event changed',
    before: usual,
    after: counting({ from: { ...sale, description: 'Something was sold.' } }),
  },
]
