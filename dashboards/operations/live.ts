import {
  asTime,
  row,
  rows,
  startOfToday,
  statPanel,
  thresholds,
  timeFilter,
  timeseriesPanel,
} from 'sightline'
import { apiCallsPerMinute, revenuePerDay, viewsPerMinute } from '../../realtime/rollups.ts'

const perMinute = {
  size: { width: 9, height: 8 },
  unit: 'short',
  min: 0,
  decimals: 0,
  legend: ['last', 'max'],
} as const

const viewsOverTime = timeseriesPanel({
  title: 'Views per Minute',
  description:
    'Views of all channels in each minute (count), from analytics.views_per_minute, which workers write every few seconds. The last minute is still growing; a minute without views has no point.',
  ...perMinute,
  overrides: { Views: { color: 'blue' } },
  query: rows(viewsPerMinute)
    .where((eb) => timeFilter(eb.ref('minute')))
    .select((eb) => [asTime(eb.ref('minute')).as('time'), eb.fn.sum('views').as('Views')])
    .groupBy('time')
    .orderBy('time'),
})

const requestsOverTime = timeseriesPanel({
  title: 'API Requests per Minute',
  description:
    'Requests to the API in each minute (count), and those that it answered with an error of its own, from analytics.api_calls_per_minute. The last minute is still growing.',
  ...perMinute,
  overrides: { Requests: { color: 'purple' }, Failed: { color: 'red', fillOpacity: 0 } },
  query: rows(apiCallsPerMinute)
    .where((eb) => timeFilter(eb.ref('minute')))
    .select((eb) => [
      asTime(eb.ref('minute')).as('time'),
      eb.fn.sum('calls').as('Requests'),
      eb.fn.sum('failures').as('Failed'),
    ])
    .groupBy('time')
    .orderBy('time'),
})

const revenueToday = statPanel({
  title: 'Revenue Today',
  description:
    'What all channels earned since 00:00 UTC (US dollars), refunds taken off, from analytics.revenue_per_day. Red where refunds outweigh it; the number does not follow the time picker.',
  size: { width: 6, height: 8 },
  unit: 'currencyUSD',
  decimals: 2,
  thresholds: thresholds('red', [0, 'green']),
  noValue: '$0.00',
  query: rows(revenuePerDay)
    .where('day', '=', startOfToday())
    .select((eb) => eb(eb.fn.sum('amount_cents'), '/', eb.lit(100)).as('Revenue Today')),
})

export const live = row('Live', { panels: [viewsOverTime, requestsOverTime, revenueToday] })
