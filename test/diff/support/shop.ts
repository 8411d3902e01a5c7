import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { sql } from 'kysely'
import {
  above,
  alertRule,
  contactPoint,
  customVariable,
  type Definition,
  dashboard,
  defineProject,
  gaugePanel,
  type Query,
  queryVariable,
  row,
  schedule,
  source,
  statPanel,
  tablePanel,
  thresholds,
  timeseriesPanel,
} from 'sightline'
import { integer, numeric, text, timestamptz } from 'sightline/columns'
import { dataCheck } from 'sightline/data-checks'
import type {
  AlertRuleOptions,
  AnyVariable,
  ContactPoint,
  DashboardOptions,
  PanelOptions,
  Project,
  Row,
} from 'sightline/engine'
import type { Simulation } from 'sightline/events'
import { email } from 'sightline/integrations'
import { pictureOf, report } from 'sightline/reports'
import type { SampleTarget } from 'sightline/sample'
import { storedOf, viewOf } from '../../deploy/support/small-shop.ts'

const description = 'For a test.'

/** A query by its text. */
export const query = <Row extends object = Record<string, unknown>>(words: string): Query<Row> =>
  sql<Row>`${sql.raw(words)}`

export const orders = source('orders', {
  description,
  columns: {
    order_id: integer().primaryKey(),
    country: text(),
    placed_at: timestamptz(),
    amount: numeric(12, 2),
    quantity: integer(),
  },
})

/** What the shop has; a case says what is different. */
export interface ShopOptions {
  readonly orders?: Definition
  readonly daily?: string
  readonly totals?: string
  readonly countries?: string
  readonly countriesAs?: 'view' | 'materialized view'
  readonly cron?: string
  readonly rows?: readonly Row[]
  readonly variables?: readonly AnyVariable[]
  readonly dashboard?: Partial<DashboardOptions>
  readonly alert?: Partial<AlertRuleOptions<Query<{ orders: number }>>>
  readonly alertName?: string
  readonly onCall?: ContactPoint
  readonly check?: string
  readonly more?: readonly Definition[]
  readonly simulation?: Simulation
  /** Whether a report draws the dashboard. */
  readonly isReported?: boolean
  /** Names of what it does not have. */
  readonly without?: readonly string[]
}

export const dailyQuery =
  "select (placed_at at time zone 'UTC')::date as day, sum(amount) as revenue, count(*) as orders from orders group by 1"
export const totalsQuery = 'select sum(revenue) as revenue, sum(orders) as orders from shop.daily'
export const countriesQuery =
  'select country, sum(amount) as revenue, count(*) as orders, sum(quantity) as sold from orders group by country'

type Changes = Partial<Omit<PanelOptions<Query>, 'query'>> & { readonly query?: string }

const withQuery = ({ query: words, ...rest }: Changes, usual: string) => ({
  ...rest,
  query: query(words ?? usual),
})

export const revenueStat = (changes: Changes = {}): Builder<Panel> =>
  statPanel({
    title: 'Revenue',
    description,
    unit: 'currencyUSD',
    decimals: 0,
    thresholds: thresholds('red', [900, 'yellow'], [1500, 'green']),
    ...withQuery(changes, 'select revenue from shop.totals'),
  })

export const ordersGauge = (changes: Changes = {}): Builder<Panel> =>
  gaugePanel({
    title: 'Orders',
    description,
    unit: 'short',
    min: 0,
    max: 100,
    thresholds: thresholds('red', [30, 'green']),
    ...withQuery(changes, 'select orders from shop.totals'),
  })

export const revenueGraph = (
  words = 'select day as time, revenue from shop.daily order by 1',
  title = 'Revenue by day',
) =>
  timeseriesPanel({
    title,
    description,
    unit: 'currencyUSD',
    query: query<{ time: Date; revenue: number }>(words),
  })

export const countryTable = (changes: Changes = {}): Builder<Panel> =>
  tablePanel({
    title: 'Countries',
    description,
    ...withQuery(changes, 'select country, revenue, orders from shop.countries'),
  })

export const countryVariable = (
  words = 'select distinct country as __value, country as __text from orders order by 1',
) =>
  queryVariable('country', {
    label: 'Country',
    description,
    query: query<{ __value: string; __text: string }>(words),
  })

export const spanVariable = customVariable('span', {
  label: 'Span',
  description,
  options: ['7d', '30d'],
  default: '7d',
})

export const onCall = contactPoint('on-call', {
  description,
  integrations: [email({ to: ['shop@example.com'] })],
})

export const numbersRow = (...panels: readonly Builder<Panel>[]): Row => row('Numbers', { panels })
export const trendsRow = (...panels: readonly Builder<Panel>[]): Row => row('Trends', { panels })
export const usualRows = [numbersRow(revenueStat(), ordersGauge()), trendsRow(revenueGraph(), countryTable())]

/** The project of a case. */
export function shop(options: ShopOptions = {}): Project {
  const { countriesAs = 'materialized view', without = [] } = options
  const countries = countriesAs === 'view' ? viewOf : storedOf
  const on = options.onCall ?? onCall
  const board = dashboard({
    uid: 'shop',
    title: 'Shop',
    description,
    time: { from: 'now-30d', to: 'now' },
    rows: options.rows ?? usualRows,
    variables: options.variables ?? [countryVariable(), spanVariable],
    ...options.dashboard,
  })
  const weekly = report('weekly', {
    title: 'The week',
    description,
    schedule: { every: 'week', on: 'monday', at: '08:00' },
    recipients: ['shop@example.com'],
    sections: [pictureOf(board)],
  })
  const definitions: Definition[] = [
    options.orders ?? orders,
    viewOf('shop.daily', 'day', options.daily ?? dailyQuery),
    viewOf('shop.totals', '', options.totals ?? totalsQuery),
    countries('shop.countries', 'country', options.countries ?? countriesQuery),
    schedule('refresh-countries', {
      description,
      cron: options.cron ?? '0 * * * *',
      run: sql`select 1`,
    }),
    board,
    ...(options.isReported ? [weekly] : []),
    alertRule(options.alertName ?? 'Too many orders', {
      uid: 'shop-too-many-orders',
      description,
      summary: '{{ $values.B.Value }} orders.',
      query: query<{ orders: number }>('select orders from shop.totals'),
      value: 'orders',
      condition: above(60),
      every: '1m',
      for: '5m',
      severity: 'warning',
      noData: 'OK',
      onError: 'Error',
      contactPoint: on,
      ...options.alert,
    }),
    on,
    dataCheck('negative-amount', {
      description,
      remedy: 'Ask billing.',
      query: query(options.check ?? 'select order_id from orders where amount < 0'),
    }),
    ...(options.more ?? []),
  ]
  return defineProject({
    name: 'shop',
    version: '1.0.0',
    folder: { uid: 'shop', title: 'Shop' },
    definitions: definitions.filter(({ name }) => !without.includes(name)),
    sample,
    ...(options.simulation ? { simulation: options.simulation } : {}),
  })
}

/** 40 orders of the last ten days, from two countries. */
async function sample({ now, copy }: SampleTarget): Promise<void> {
  const hour = 3_600_000
  await copy(
    orders,
    Array.from({ length: 40 }, (_, index) => ({
      order_id: index + 1,
      country: index % 4 === 0 ? 'SE' : 'NO',
      placed_at: new Date(now.getTime() - index * 6 * hour),
      amount: 20 + index * 1.25,
      quantity: 1 + (index % 3),
    })),
  )
}
