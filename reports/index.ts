import type { Definition } from 'sightline'
import { dailySummary } from './daily-summary/index.ts'
import { channelsExport } from './exports/channels.ts'
import { revenueExport } from './exports/revenue.ts'
import { videosExport } from './exports/videos.ts'
import { monthlyReport } from './monthly-report/index.ts'
import { weeklyInsights } from './weekly-insights/index.ts'

/** What each user is told of, and what they may take away. */
export const reports: readonly Definition[] = [
  dailySummary,
  weeklyInsights,
  monthlyReport,
  channelsExport,
  videosExport,
  revenueExport,
]
