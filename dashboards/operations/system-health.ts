import {
  gaugePanel,
  percentile,
  row,
  rows,
  thresholds,
  timeFilter,
  timeGroup,
  timeseriesPanel,
} from 'sightline'
import { apiLogs } from '../../sql/sources.ts'
import { platformPerformance } from '../../sql/views/platform-performance.ts'

const apiResponseTime = timeseriesPanel({
  title: 'API Response Time',
  description:
    "How long requests to the platform's own API took (milliseconds), per minute: the mean, and the 95th percentile, which one request in twenty exceeds. From api_logs; a minute without requests has no point.",
  size: { width: 18, height: 9 },
  unit: 'ms',
  decimals: 0,
  min: 0,
  legend: ['last', 'mean', 'max'],
  overrides: {
    Average: { color: 'blue' },
    P95: { color: 'orange', fillOpacity: 0 },
  },
  query: rows(apiLogs)
    .where((eb) => timeFilter(eb.ref('timestamp')))
    .select((eb) => [
      timeGroup(eb.ref('timestamp'), '1m').as('time'),
      eb.fn.avg('response_time_ms').as('Average'),
      percentile(0.95, eb.ref('response_time_ms')).as('P95'),
    ])
    .groupBy('time')
    .orderBy('time'),
})

export const youtubeQuotaUsage = gaugePanel({
  title: 'YouTube Quota Usage',
  description:
    'YouTube API quota spent since 00:00 UTC (units), out of 10,000 a day, from analytics.platform_performance. Yellow from 7,000; above 9,000 the alert YouTube Quota Critical fires.',
  size: { width: 6, height: 9 },
  unit: 'short',
  min: 0,
  max: 10_000,
  thresholds: thresholds('green', [7000, 'yellow'], [9000, 'red']),
  query: rows(platformPerformance).select('youtube_quota_used_today as value'),
})

export const systemHealth = row('System Health', { panels: [apiResponseTime, youtubeQuotaUsage] })
