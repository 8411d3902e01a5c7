import {
  asTime,
  customVariable,
  dashboard,
  row,
  rows,
  statPanel,
  timeFilter,
  timeseriesPanel,
} from 'sightline'
import { dailySales } from './orders.ts'

const region = customVariable('region', {
  label: 'Region',
  description: 'Whose sales are shown.',
  options: ['north', 'south'],
  default: 'north',
})

const revenue = statPanel({
  title: 'Revenue',
  description: 'What the region sold in the time range (US dollars), whole UTC days.',
  unit: 'currencyUSD',
  decimals: 0,
  color: 'green',
  noValue: '$0',
  query: rows(dailySales)
    .where((eb) => timeFilter(eb.ref('day')))
    .where('region', '=', region.value())
    .select((eb) => eb.fn.sum('revenue').as('Revenue')),
})

const revenueByDay = timeseriesPanel({
  title: 'Revenue by Day',
  description: 'What the region sold each UTC day (US dollars); today is still growing.',
  unit: 'currencyUSD',
  min: 0,
  query: rows(dailySales)
    .where((eb) => timeFilter(eb.ref('day')))
    .where('region', '=', region.value())
    .select((eb) => [asTime(eb.ref('day')).as('time'), 'revenue as Revenue'])
    .orderBy('time'),
})

export const salesDashboard = dashboard({
  uid: 'shop-sales',
  title: 'Sales',
  description: 'How much the shop sells, and how that changes.',
  time: { from: 'now-30d', to: 'now' },
  variables: [region],
  rows: [row('Sales', { panels: [revenue, revenueByDay] })],
})
