import { source, sourceIndex, table } from 'sightline'
import { integer, numeric, text, timestamptz } from 'sightline/columns'
import { functionOf, viewOf } from '../../deploy/support/small-shop.ts'
import type { DiffCase } from '../support/diff-case.ts'
import { countriesQuery, orders, totalsQuery } from '../support/shop.ts'

const best = (name = 'shop.best', options = {}) =>
  viewOf(name, '', 'select max(revenue) as best from shop.daily', options)
const twice = (body = 'select n * 2') => functionOf('shop.twice', '(n numeric)', 'numeric', body)
const index = (...columns: ('placed_at' | 'country')[]) =>
  sourceIndex('orders_by', { description: 'For a test.', on: orders, columns })
const log = (columns = {}) =>
  table('shop.log', { description: 'For a test.', columns: { at: timestamptz(), ...columns } })
const ordersWith = (columns = {}) =>
  source('orders', { description: 'For a test.', columns: { ...orders.columns, ...columns } })

/** What a deploy does to the database. */
export const sqlCases: readonly DiffCase[] = [
  { title: 'a view added', after: { more: [best()] } },
  { title: 'a view dropped', before: { more: [best()] }, after: {} },
  { title: 'a view renamed', before: { more: [best()] }, after: { more: [best('shop.record')] } },
  {
    title: 'a view extended by a column',
    after: { totals: `${totalsQuery.replace(' from', ', 1 as one from')}` },
  },
  { title: 'a materialized view turned into a view', after: { countriesAs: 'view' } },
  { title: 'a view turned into a materialized view', before: { countriesAs: 'view' }, after: {} },
  { title: 'a refresh schedule changed', after: { cron: '0 3 * * *' } },
  { title: 'a refresh schedule removed', after: { without: ['refresh-countries'] } },
  { title: 'a function changed', before: { more: [twice()] }, after: { more: [twice('select n + n')] } },
  { title: 'an index added', after: { more: [index('placed_at')] } },
  {
    title: 'an index over other columns',
    before: { more: [index('placed_at')] },
    after: { more: [index('country', 'placed_at')] },
  },
  { title: 'a table added', after: { more: [log()] } },
  {
    title: 'a column of a table added',
    before: { more: [log()] },
    after: { more: [log({ who: text().nullable() })] },
  },
  {
    title: 'only a description changed',
    before: { more: [best()] },
    after: { more: [best('shop.best', { description: 'The best day.', columns: { best: 'US dollars.' } })] },
  },
  {
    title: 'a source declares another column',
    after: { orders: ordersWith({ note: text().nullable() }) },
  },
  {
    title: 'a source column retyped under its readers',
    before: { orders: ordersWith({ quantity: numeric(10, 2) }) },
    after: { orders: ordersWith({ quantity: integer() }) },
  },
  {
    title: 'a source column dropped with what read it',
    before: {
      orders: ordersWith({ discount: numeric(8, 2).nullable() }),
      totals: totalsQuery,
      countries: countriesQuery.replace('sum(amount)', 'sum(amount - coalesce(discount, 0))'),
    },
    after: {},
  },
]
