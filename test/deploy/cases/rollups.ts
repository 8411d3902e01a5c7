import { approximateDistinct, count, event, field, max, rollup, sum } from 'sightline/events'
import type { DeployCase } from '../support/deploy-case.ts'
import { panelsOf } from '../support/small-shop.ts'

const sale = event('sale', {
  description: 'Something was sold.',
  version: 1,
  fields: {
    shop: field.text('The shop.'),
    till: field.text('The till.'),
    amount: field.integer('Cents.'),
    at: field.time('When.'),
  },
  shardBy: 'shop',
  time: 'at',
})

const common = {
  description: 'For a test.',
  from: sale,
  partitionBy: { column: 'minute', every: 'day', keep: '2 days' },
} as const
const perMinute = rollup('shop.sales', {
  ...common,
  per: 'minute',
  by: ['shop'],
  measures: { sales: count() },
})
const spread = rollup('shop.sales', {
  ...common,
  per: 'minute',
  by: ['shop'],
  measures: { sales: count() },
  distributeBy: 'shop',
})
const withMore = rollup('shop.sales', {
  ...common,
  per: 'minute',
  by: ['shop'],
  measures: {
    sales: count(),
    cents: sum('amount'),
    dearest: max('amount'),
    tills: approximateDistinct('till'),
  },
})
const byTill = rollup('shop.sales', {
  ...common,
  per: 'minute',
  by: ['shop', 'till'],
  measures: { sales: count() },
})
const longer = rollup('shop.sales', {
  ...common,
  per: 'minute',
  by: ['shop'],
  measures: { sales: count() },
  partitionBy: { column: 'minute', every: 'day', keep: '30 days' },
})
const row = "insert into shop.sales (minute, shop, sales) values (date_trunc('minute', now()), 'a', 7)"
const hasRow = 'select sum(sales) = 7 from shop.sales'

/** Tables in which events are counted. */
export const rollupCases: readonly DeployCase[] = [
  {
    title: 'a roll-up is made with partitions for all that it keeps and for the days to come',
    before: [],
    after: [sale, perMinute, panelsOf('select sales from shop.sales')],
    changes: ['prepare add shop', 'prepare add shop.sales', 'expand grant reader'],
    keeps: [
      "select count(*) between 6 and 8 from pg_inherits where inhparent = 'shop.sales'::regclass",
      "select relkind = 'p' from pg_class where oid = 'shop.sales'::regclass",
    ],
  },
  {
    title: 'a roll-up that says how Citus would spread it stays as it is where that is not installed',
    before: [sale, perMinute],
    byHand: [row],
    after: [sale, spread],
    changes: [],
    keeps: [hasRow],
  },
  {
    title: 'a roll-up gains measures, and what was counted stays',
    before: [sale, perMinute],
    byHand: [row],
    after: [sale, withMore],
    changes: ['prepare extend shop.sales'],
    keeps: [hasRow, 'select cents = 0 and dearest is null and tills = 0 from shop.sales'],
  },
  {
    title: 'a measure that a roll-up loses keeps its numbers',
    before: [sale, withMore],
    byHand: [row],
    after: [sale, perMinute],
    changes: ['prepare extend shop.sales'],
    hazards: ['keeps rows'],
    keeps: [hasRow, 'select cents = 0 from shop.sales'],
    differs: ['shop.sales'],
  },
  {
    title: 'a roll-up that shall count by other dimensions is refused before anything is done',
    before: [sale, perMinute],
    byHand: [row],
    after: [sale, byTill],
    changes: ['prepare extend shop.sales'],
    hazards: ['refused'],
    stops: 'shop.sales was counted by minute, shop and is defined by minute, shop, till',
  },
  {
    title: 'a roll-up that is kept for longer gets partitions for that, and what was counted stays',
    before: [sale, perMinute],
    byHand: [row],
    after: [sale, longer],
    changes: ['prepare extend shop.sales'],
    keeps: [hasRow, "select count(*) > 30 from pg_inherits where inhparent = 'shop.sales'::regclass"],
  },
  {
    title: 'a roll-up that is kept for less time says which rows go',
    before: [sale, longer],
    byHand: [row],
    after: [sale, perMinute],
    changes: ['prepare extend shop.sales'],
    hazards: ['drops rows'],
    keeps: [hasRow],
  },
  {
    title: 'a roll-up that the release no longer has stays with its rows',
    before: [sale, perMinute],
    byHand: [row],
    after: [],
    changes: ['contract drop shop.sales'],
    hazards: ['keeps rows'],
    keeps: [hasRow],
    differs: ['shop.sales'],
  },
  {
    title: 'a roll-up that was dropped by hand is made again',
    before: [sale, perMinute],
    byHand: ['drop table shop.sales'],
    after: [sale, perMinute],
    changes: ['prepare add shop.sales'],
  },
]
