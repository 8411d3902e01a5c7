import { above, below, math, thresholds } from 'sightline'
import { viewOf } from '../../deploy/support/small-shop.ts'
import type { DiffCase } from '../support/diff-case.ts'
import {
  countriesQuery,
  countryTable,
  countryVariable,
  dailyQuery,
  numbersRow,
  ordersGauge,
  query,
  revenueGraph,
  revenueStat,
  spanVariable,
  totalsQuery,
  trendsRow,
} from '../support/shop.ts'

const rows = (changes: Parameters<typeof revenueStat>[0]) => [numbersRow(revenueStat(changes))]
const graph = (words: string) => [trendsRow(revenueGraph(words))]
const table = (words: string) => [trendsRow(countryTable({ query: words }))]

/** Views over one query: by its grain, over another view, without a grain, and by a grain that is none. */
const unread = (words: string) => [
  viewOf('shop.large', 'amount', words),
  viewOf('shop.over_large', 'amount', 'select amount, country, quantity from shop.large where amount < 60'),
  viewOf('shop.loose', '', 'select country, quantity from shop.large'),
  viewOf('shop.ambiguous', 'country', 'select country, quantity from shop.large'),
  viewOf('shop.same', 'kind', "select 'large' as kind, count(*) > 0 as any from shop.large"),
]

/** What people read off, before and after. */
export const numberCases: readonly DiffCase[] = [
  {
    title: 'a metric formula changed',
    after: { daily: dailyQuery.replace('sum(amount)', 'sum(amount) * 1.1') },
  },
  {
    title: 'a query rewritten with equal results',
    after: {
      rows: [
        numbersRow(revenueStat({ query: 'select sum(revenue) as revenue from shop.daily' }), ordersGauge()),
        trendsRow(revenueGraph(), countryTable()),
      ],
    },
  },
  {
    title: 'a column that no panel reads has other numbers',
    before: { daily: dailyQuery.replace('count(*)', 'min(amount) as least, count(*)') },
    after: { daily: dailyQuery.replace('count(*)', 'max(amount) as least, count(*)') },
  },
  {
    title: 'views that no panel reads have other rows',
    before: { more: unread("select country, amount, quantity from orders where country = 'NO'") },
    after: {
      more: unread(
        "select replace(country, 'O', 'OR') as country, amount, quantity + 1 as quantity from orders where country = 'NO' and amount > 30",
      ),
    },
  },
  { title: 'only the layout of a query changed', after: { totals: totalsQuery.replaceAll(' ', '\n  ') } },
  {
    title: 'a number changes by rounding only',
    before: { totals: totalsQuery.replace('sum(revenue)', 'sum(revenue) / 3') },
    after: { totals: totalsQuery.replace('sum(revenue)', 'round(sum(revenue) / 3, 2)') },
  },
  {
    title: 'a stat crosses a threshold',
    after: { daily: dailyQuery.replace('sum(amount)', 'sum(amount) / 4') },
  },
  {
    title: 'a threshold moved over the value',
    after: {
      rows: [
        numbersRow(
          revenueStat({ thresholds: thresholds('red', [900, 'yellow'], [2000, 'green']) }),
          ordersGauge(),
        ),
        trendsRow(revenueGraph(), countryTable()),
      ],
    },
  },
  {
    title: 'a stat has no value any more',
    after: { rows: rows({ query: 'select revenue from shop.totals where orders > 1000' }) },
    before: { rows: rows({}) },
  },
  {
    title: 'a graph loses its last days',
    before: { rows: graph('select day as time, revenue from shop.daily order by 1') },
    after: { rows: graph("select day as time, revenue from shop.daily where day < '2026-01-12' order by 1") },
  },
  {
    title: 'a graph gets another line',
    before: { rows: graph('select day as time, revenue from shop.daily order by 1') },
    after: { rows: graph('select day as time, revenue, orders from shop.daily order by 1') },
  },
  {
    title: 'rows of a table come, go and change by grain',
    before: { rows: table('select country, revenue, orders from shop.countries') },
    after: {
      rows: table(
        "select country, revenue * 2 as revenue, orders from shop.countries where country = 'NO' union all select 'DK', 1, 1",
      ),
    },
  },
  {
    title: 'rows of a table come in another order',
    before: { rows: table('select country, revenue from shop.countries order by country') },
    after: { rows: table('select country, revenue from shop.countries order by country desc') },
  },
  {
    title: 'rows that nothing tells apart are compared as a whole',
    before: { rows: table('select quantity from orders') },
    after: { rows: table('select quantity from orders where quantity > 1') },
  },
  {
    title: 'a table reads other hours than before',
    before: { rows: table("select order_id, amount from orders where placed_at > now() - interval '1 day'") },
    after: { rows: table("select order_id, amount from orders where placed_at > now() - interval '2 days'") },
  },
  {
    title: 'an alert would fire by its query',
    after: { alert: { query: query<{ orders: number }>('select orders * 2 as orders from shop.totals') } },
  },
  { title: 'an alert would fire by its condition', after: { alert: { condition: above(30) } } },
  {
    title: 'an alert with a math condition would no longer fire',
    before: { alert: { condition: math('$B > 10 && $B < 50') } },
    after: { alert: { condition: math('$B > 10 && !($B < 50)') } },
  },
  {
    title: 'an alert gets no data',
    before: { alert: { condition: below(60), noData: 'Alerting' } },
    after: {
      alert: {
        condition: below(60),
        noData: 'OK',
        query: query<{ orders: number }>('select orders from shop.totals where orders > 1000'),
      },
    },
  },
  { title: 'a check finds faults', after: { check: 'select order_id from orders where amount < 25' } },
  {
    title: 'a variable offers other choices',
    after: {
      variables: [
        countryVariable(
          "select distinct country as __value, country as __text from orders where country <> 'SE' order by 1",
        ),
        spanVariable,
      ],
    },
  },
  {
    title: 'a stat of several numbers',
    before: { rows: rows({ query: 'select revenue, orders from shop.totals' }) },
    after: { rows: rows({ query: 'select revenue + 1000 as revenue, orders from shop.totals' }) },
  },
  {
    title: 'a stored view counts otherwise',
    after: { countries: countriesQuery.replace('count(*)', 'count(distinct quantity)') },
  },
]
