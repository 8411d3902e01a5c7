import { schedule } from 'sightline'
import { refreshAnalyticsViews } from '../refresh/refresh-analytics-views.ts'

export const refreshAnalytics = schedule('refresh-analytics', {
  description: 'Refreshes the materialized views at the start of every hour.',
  cron: '0 * * * *',
  run: refreshAnalyticsViews,
})
