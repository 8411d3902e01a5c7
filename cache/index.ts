import { cache } from 'sightline'
import { channelPerformance } from '../sql/materialized/channel-performance.ts'
import { mrrCalculation } from '../sql/views/mrr-calculation.ts'

export const dashboardMetricsCache = cache('dashboard_metrics', {
  description: 'Figures of a dashboard, for each user and metric.',
  key: 'analytics:dashboard:{user_id}:{metric}',
  ttl: 60,
})

export const channelPerformanceCache = cache('channel_performance', {
  description: 'How a channel does in a stretch of time.',
  key: 'analytics:channel:{channel_id}:{timeframe}',
  ttl: 300,
  from: [channelPerformance],
})

export const revenueCalculationsCache = cache('revenue_calculations', {
  description: 'What a user earned until a day.',
  key: 'analytics:revenue:{user_id}:{date}',
  ttl: 3600,
  from: [mrrCalculation],
})

export const caches = [dashboardMetricsCache, channelPerformanceCache, revenueCalculationsCache]
