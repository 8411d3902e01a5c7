import { uniqueGrains } from 'sightline/data-checks'
import { activeTiersHaveAPrice } from './data-checks/active-tiers-have-a-price.ts'
import { negativeMoney } from './data-checks/negative-money.ts'
import { publishedVideosHaveADate } from './data-checks/published-videos-have-a-date.ts'
import { idxApiLogsTimestamp } from './indexes/idx-api-logs-timestamp.ts'
import { idxBillingRecordsUserMonth } from './indexes/idx-billing-records-user-month.ts'
import { idxChannelAnalyticsDate } from './indexes/idx-channel-analytics-date.ts'
import { idxErrorLogsTimestamp } from './indexes/idx-error-logs-timestamp.ts'
import { idxGenerationLogCreatedAt } from './indexes/idx-generation-log-created-at.ts'
import { idxGenerationLogDay } from './indexes/idx-generation-log-day.ts'
import { idxGenerationLogPublished } from './indexes/idx-generation-log-published.ts'
import { idxSystemMetricsTimestamp } from './indexes/idx-system-metrics-timestamp.ts'
import { idxVideoMetricsPerformance } from './indexes/idx-video-metrics-performance.ts'
import { idxVideosChannel } from './indexes/idx-videos-channel.ts'
import { idxVideosPublishedUser } from './indexes/idx-videos-published-user.ts'
import { idxYoutubeApiCallsDate } from './indexes/idx-youtube-api-calls-date.ts'
import { refreshAnalytics } from './schedules/refresh-analytics.ts'
import { cacCalculation } from './views/cac-calculation.ts'
import { ltvCalculation } from './views/ltv-calculation.ts'

const askedForByHand = [ltvCalculation, cacCalculation]
const indexes = [
  idxVideosPublishedUser,
  idxVideoMetricsPerformance,
  idxChannelAnalyticsDate,
  idxVideosChannel,
  idxGenerationLogCreatedAt,
  idxGenerationLogDay,
  idxGenerationLogPublished,
  idxBillingRecordsUserMonth,
  idxApiLogsTimestamp,
  idxErrorLogsTimestamp,
  idxSystemMetricsTimestamp,
  idxYoutubeApiCallsDate,
]
const dataChecks = [uniqueGrains(), negativeMoney, publishedVideosHaveADate, activeTiersHaveAPrice]

/** What stands in the database and nothing else leads to: dashboards and alerts bring the views and tables that they read. */
export const sql = [...askedForByHand, ...indexes, refreshAnalytics, ...dataChecks]
