import type { DiffCase } from '../support/diff-case.ts'
import {
  countriesQuery,
  countryTable,
  numbersRow,
  ordersGauge,
  query,
  revenueGraph,
  revenueStat,
  trendsRow,
} from '../support/shop.ts'

const plainView = {
  countriesAs: 'view',
  rows: [trendsRow(countryTable({ query: 'select country from shop.countries' }))],
} as const

/** Columns and views that go, or are called otherwise. */
export const columnCases: readonly DiffCase[] = [
  { title: 'nothing changed', after: {} },
  {
    title: 'a column dropped that one panel, one alert and one check use',
    before: { check: 'select orders from shop.totals where orders < 0' },
    after: {
      totals: 'select sum(revenue) as revenue from shop.daily',
      check: 'select orders from shop.totals where orders < 0',
    },
  },
  {
    title: 'a column dropped that nobody reads any more',
    after: { countries: countriesQuery.replace(', sum(quantity) as sold', '') },
  },
  {
    title: 'a column dropped and its readers adapted',
    after: {
      totals: 'select sum(revenue) as revenue from shop.daily',
      rows: [
        numbersRow(revenueStat(), ordersGauge({ query: 'select sum(orders) as orders from shop.daily' })),
        trendsRow(revenueGraph(), countryTable()),
      ],
      alert: { query: query<{ orders: number }>('select sum(orders) as orders from shop.daily') },
    },
  },
  {
    title: 'a column renamed and its readers adapted',
    after: {
      daily:
        "select (placed_at at time zone 'UTC')::date as day, sum(amount) as turnover, count(*) as orders from orders group by 1",
      totals: 'select sum(turnover) as revenue, sum(orders) as orders from shop.daily',
      rows: [
        numbersRow(revenueStat(), ordersGauge()),
        trendsRow(revenueGraph('select day as time, turnover from shop.daily order by 1'), countryTable()),
      ],
    },
  },
  {
    title: 'a column renamed under a panel that still names it',
    after: { countries: countriesQuery.replace('as revenue', 'as turnover') },
  },
  {
    title: 'a column retyped',
    after: { countries: countriesQuery.replace('count(*) as orders', 'count(*)::integer as orders') },
  },
  {
    title: 'a column renamed in every part of its query',
    before: {
      totals:
        'with t as (select sum(revenue) as revenue, sum(orders) as orders from shop.daily) select revenue, orders from t',
    },
    after: {
      totals:
        'with t as (select sum(revenue) as turnover, sum(orders) as orders from shop.daily) select turnover, orders from t',
      rows: [
        numbersRow(revenueStat({ query: 'select turnover from shop.totals' }), ordersGauge()),
        trendsRow(revenueGraph(), countryTable()),
      ],
    },
  },
  {
    title: 'another column in place of one is no rename',
    before: { ...plainView, countries: 'select country, quantity from orders' },
    after: { ...plainView, countries: 'select country, order_id from orders' },
  },
]
