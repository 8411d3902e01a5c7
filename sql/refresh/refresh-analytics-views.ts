import { refreshFunction } from 'sightline'
import { channelPerformance } from '../materialized/channel-performance.ts'
import { channelReach } from '../materialized/channel-reach.ts'
import { monthlyCharges } from '../materialized/monthly-charges.ts'
import { monthlyRevenue } from '../materialized/monthly-revenue.ts'
import { nicheBenchmarks } from '../materialized/niche-benchmarks.ts'
import { videoGenerationMetrics } from '../materialized/video-generation-metrics.ts'
import { systemMetadata } from '../sources.ts'

export const refreshAnalyticsViews = refreshFunction('refresh_analytics_views', {
  description:
    'Brings the stored views up to date while people read them, and notes when that was in system_metadata and how long each took in analytics.refresh_log.',
  views: [
    videoGenerationMetrics,
    channelPerformance,
    channelReach,
    nicheBenchmarks,
    monthlyCharges,
    monthlyRevenue,
  ],
  lastRefresh: { table: systemMetadata, key: 'last_analytics_refresh' },
})
