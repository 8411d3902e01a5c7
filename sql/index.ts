import type { Definition } from 'sightline'
import { duplicateGrain } from './data-checks/duplicate-grain.ts'
import { negativeMoney } from './data-checks/negative-money.ts'
import { publishedWithoutDate } from './data-checks/published-without-date.ts'
import { unknownTier } from './data-checks/unknown-tier.ts'
import { idxChannelAnalyticsDate } from './indexes/idx-channel-analytics-date.ts'
import { idxVideoMetricsPerformance } from './indexes/idx-video-metrics-performance.ts'
import { idxVideosPublishedUser } from './indexes/idx-videos-published-user.ts'
import { channelPerformance } from './materialized/channel-performance.ts'
import { videoGenerationMetrics } from './materialized/video-generation-metrics.ts'
import { refreshAnalyticsViews } from './refresh/refresh-analytics-views.ts'
import { refreshLog } from './refresh/refresh-log.ts'
import { refreshAnalytics } from './schedules/refresh-analytics.ts'
import * as sources from './sources.ts'
import { cacCalculation } from './views/cac-calculation.ts'
import { ltvCalculation } from './views/ltv-calculation.ts'
import { mrrCalculation } from './views/mrr-calculation.ts'
import { platformPerformance } from './views/platform-performance.ts'
import { videoPerformanceAnalysis } from './views/video-performance-analysis.ts'

const views = [mrrCalculation, ltvCalculation, cacCalculation, platformPerformance, videoPerformanceAnalysis]
const materializedViews = [videoGenerationMetrics, channelPerformance]
const indexes = [idxVideosPublishedUser, idxVideoMetricsPerformance, idxChannelAnalyticsDate]
const refreshes = [refreshLog, refreshAnalyticsViews, refreshAnalytics]
const dataChecks = [duplicateGrain, negativeMoney, publishedWithoutDate, unknownTier]

/** What stands in the database: the tables that are read, what is made of them, and how it is kept sound. */
export const sql: readonly Definition[] = [
  ...Object.values(sources),
  ...views,
  ...materializedViews,
  ...indexes,
  ...refreshes,
  ...dataChecks,
]
