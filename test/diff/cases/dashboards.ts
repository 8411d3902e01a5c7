import {
  annotation,
  customVariable,
  dashboard,
  linksToTag,
  mapValues,
  row,
  statPanel,
  thresholds,
} from 'sightline'
import type { Row } from 'sightline/engine'
import type { DiffCase } from '../support/diff-case.ts'
import {
  countryTable,
  countryVariable,
  numbersRow,
  ordersGauge,
  query,
  revenueGraph,
  revenueStat,
  spanVariable,
  trendsRow,
} from '../support/shop.ts'

const description = 'For a test.'
const withRevenue = (...changes: Parameters<typeof revenueStat>) => ({
  rows: [numbersRow(revenueStat(...changes), ordersGauge()), trendsRow(revenueGraph(), countryTable())],
})
const withTable = (...changes: Parameters<typeof countryTable>) => ({
  rows: [numbersRow(revenueStat(), ordersGauge()), trendsRow(revenueGraph(), countryTable(...changes))],
})
const span = (options: readonly string[], chosen: string, name = 'span') =>
  customVariable(name, { label: 'Span', description, options, default: chosen })
const stores = (title: string, ...rows: readonly Row[]) =>
  dashboard({ uid: 'stores', title, description, rows })
const marks = (color: 'red' | 'blue', words: string) =>
  annotation('Big days', { color, query: query<{ time: Date; text: string }>(words) })
const bigDays = "select day as time, 'big' as text from shop.daily where revenue > 200"

/** What looks different. */
export const dashboardCases: readonly DiffCase[] = [
  {
    title: 'a threshold moved in a dashboard that a report draws',
    before: { isReported: true },
    after: {
      ...withRevenue({ thresholds: thresholds('red', [900, 'yellow'], [1600, 'green']) }),
      isReported: true,
    },
  },
  {
    title: 'a threshold moved',
    after: withRevenue({ thresholds: thresholds('red', [900, 'yellow'], [1600, 'green']) }),
  },
  {
    title: 'a threshold of another colour',
    after: withRevenue({ thresholds: thresholds('red', [900, 'orange'], [1500, 'green']) }),
  },
  {
    title: 'a threshold step added',
    after: withRevenue({ thresholds: thresholds('red', [900, 'yellow'], [1500, 'green'], [9000, 'blue']) }),
  },
  {
    title: 'another unit, decimals and color',
    after: withRevenue({ unit: 'currencyEUR', decimals: 2, color: 'blue' }),
  },
  { title: 'another description', after: withRevenue({ description: 'The sum of all orders.' }) },
  { title: 'another size', after: withRevenue({ size: { width: 12, height: 8 } }) },
  {
    title: 'a panel moved only',
    after: { rows: [numbersRow(ordersGauge(), revenueStat()), trendsRow(revenueGraph(), countryTable())] },
  },
  {
    title: 'a panel moved to another row',
    after: { rows: [numbersRow(ordersGauge()), trendsRow(revenueGraph(), countryTable(), revenueStat())] },
  },
  {
    title: 'a panel added in front of others',
    after: {
      rows: [
        numbersRow(
          statPanel({ title: 'Days', description, query: query('select count(*) as days from shop.daily') }),
          revenueStat(),
          ordersGauge(),
        ),
        trendsRow(revenueGraph(), countryTable()),
      ],
    },
  },
  {
    title: 'a panel removed',
    after: { rows: [numbersRow(revenueStat()), trendsRow(revenueGraph(), countryTable())] },
  },
  { title: 'a panel renamed', after: withRevenue({ title: 'Revenue (US dollars)' }) },
  {
    title: 'a panel drawn otherwise',
    after: {
      rows: [
        numbersRow(
          ordersGauge({ title: 'Revenue', query: 'select revenue from shop.totals' }),
          ordersGauge(),
        ),
        trendsRow(revenueGraph(), countryTable()),
      ],
    },
  },
  {
    title: 'a panel moved to another dashboard',
    before: { more: [stores('Stores', row('All', { panels: [ordersGauge({ title: 'Orders here' })] }))] },
    after: {
      rows: [numbersRow(revenueStat(), ordersGauge()), trendsRow(revenueGraph())],
      more: [
        stores('Stores', row('All', { panels: [ordersGauge({ title: 'Orders here' }), countryTable()] })),
      ],
    },
  },
  {
    title: 'overrides, links and transformations',
    before: withTable({ overrides: { revenue: { unit: 'currencyUSD', decimals: 0 } } }),
    after: withTable({
      overrides: { revenue: { unit: 'currencyEUR', decimals: 0 }, orders: { width: 80 } },
      links: [{ title: 'Orders', url: 'https://shop.example.com/orders' }],
      transformations: [{ limit: 5 }],
    }),
  },
  {
    title: 'value mappings',
    before: withTable({ mappings: [mapValues({ NO: { text: 'Norway' }, SE: { text: 'Sweden' } })] }),
    after: withTable({
      mappings: [mapValues({ SE: { text: 'Sverige', color: 'blue' }, NO: { text: 'Norway' } })],
    }),
  },
  {
    title: 'a dashboard with another uid',
    before: { more: [stores('Stores', row('All', { panels: [revenueStat()] }))] },
    after: {
      more: [
        dashboard({
          uid: 'all-stores',
          title: 'Stores',
          description,
          rows: [row('All', { panels: [revenueStat()] })],
        }),
      ],
    },
  },
  {
    title: 'a row renamed',
    after: {
      rows: [
        row('Today', { panels: [revenueStat(), ordersGauge()] }),
        trendsRow(revenueGraph(), countryTable()),
      ],
    },
  },
  {
    title: 'a row folded',
    after: {
      rows: [
        numbersRow(revenueStat(), ordersGauge()),
        row('Trends', { collapsed: true, panels: [revenueGraph(), countryTable()] }),
      ],
    },
  },
  {
    title: 'a dashboard added',
    after: { more: [stores('Stores', row('All', { panels: [revenueStat()] }))] },
  },
  {
    title: 'a dashboard removed',
    before: { more: [stores('Stores', row('All', { panels: [revenueStat()] }))] },
    after: {},
  },
  {
    title: 'settings of a dashboard',
    before: { dashboard: { tags: ['money', 'daily'], refresh: '5m' } },
    after: {
      dashboard: {
        title: 'The shop',
        tags: ['daily', 'sales'],
        refresh: '1m',
        time: { from: 'now-7d', to: 'now' },
        links: [linksToTag('Others', 'sales')],
      },
    },
  },
  {
    title: 'order without meaning',
    before: { dashboard: { tags: ['money', 'daily'] } },
    after: { dashboard: { tags: ['daily', 'money'] } },
  },
  {
    title: 'a variable renamed',
    after: { variables: [countryVariable(), span(['7d', '30d'], '7d', 'window')] },
  },
  {
    title: 'another default and another choice',
    after: { variables: [countryVariable(), span(['7d', '30d', '90d'], '30d')] },
  },
  { title: 'a variable removed', after: { variables: [spanVariable] } },
  { title: 'an annotation added', after: { dashboard: { annotations: [marks('red', bigDays)] } } },
  {
    title: 'an annotation changed',
    before: { dashboard: { annotations: [marks('red', bigDays)] } },
    after: { dashboard: { annotations: [marks('blue', bigDays.replace('200', '250'))] } },
  },
]
