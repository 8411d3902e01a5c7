import { apiCall } from './api-call.ts'
import { activeGenerations, currentHourViews, systemHealth, todayRevenue, trendingVideos } from './figures.ts'
import { revenueUpdate } from './revenue-update.ts'
import {
  apiCallsPerMinute,
  generationsPerHour,
  revenuePerDay,
  viewsPerHour,
  viewsPerMinute,
} from './rollups.ts'
import { videoGenerated } from './video-generated.ts'
import { videoGenerationStarted } from './video-generation-started.ts'
import { videoView } from './video-view.ts'

export const realtime = [
  videoView,
  videoGenerationStarted,
  videoGenerated,
  revenueUpdate,
  apiCall,
  viewsPerMinute,
  viewsPerHour,
  revenuePerDay,
  generationsPerHour,
  apiCallsPerMinute,
  currentHourViews,
  todayRevenue,
  activeGenerations,
  trendingVideos,
  systemHealth,
]
