import { count, countIf, liveFigure, liveOpen, liveRanking, max, sum } from 'sightline/events'
import { apiCall } from './api-call.ts'
import { revenueUpdate } from './revenue-update.ts'
import { videoGenerated } from './video-generated.ts'
import { videoGenerationStarted } from './video-generation-started.ts'
import { videoView } from './video-view.ts'

export const currentHourViews = liveFigure('current_hour_views', {
  description: 'Views since the hour began.',
  from: videoView,
  over: { per: 'hour', last: 1 },
  measures: { views: count() },
  value: ({ views }) => views,
})

export const todayRevenue = liveFigure('today_revenue', {
  description: 'What was earned since midnight, UTC (US dollars).',
  from: revenueUpdate,
  over: { per: 'day', last: 1 },
  measures: { cents: sum('amount_cents') },
  value: ({ cents }) => cents / 100,
})

export const activeGenerations = liveOpen('active_generations', {
  description: 'Videos that are being made; what takes more than six hours counts as given up.',
  opened: videoGenerationStarted,
  closed: videoGenerated,
  key: 'generation_id',
  within: { hours: 6 },
})

/** A video is counted as at least this old, or its first view would be worth more than all others. */
const leastAgeHours = 1

export const trendingVideos = liveRanking('trending_videos', {
  description: 'The ten videos with most views of the last seven days per hour of their age.',
  from: videoView,
  by: 'video_id',
  over: { per: 'day', last: 7 },
  measures: { views: count(), published_at: max('published_at') },
  value: (rows, now) =>
    rows
      .map(({ key, views, published_at }) => {
        const age = Math.max(leastAgeHours, (now.getTime() - published_at) / 3_600_000)
        return { video_id: key, views, views_per_hour: views / age }
      })
      .sort((a, b) => b.views_per_hour - a.views_per_hour || (a.video_id < b.video_id ? -1 : 1))
      .slice(0, 10),
})

export const systemHealth = liveFigure('system_health', {
  description: 'How the API fares in the last five minutes.',
  from: apiCall,
  over: { per: 'minute', last: 5 },
  measures: { calls: count(), failures: countIf('failed'), response_time_ms: sum('response_time_ms') },
  value: ({ calls, failures, response_time_ms }) => {
    const error_rate = calls === 0 ? 0 : failures / calls
    const status = error_rate >= 0.1 ? 'failing' : error_rate >= 0.02 ? 'degraded' : 'healthy'
    return { status, error_rate, calls, average_response_ms: calls === 0 ? 0 : response_time_ms / calls }
  },
})
