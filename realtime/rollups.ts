import { approximateDistinct, count, countIf, max, rollup, sum } from 'sightline/events'
import { apiCall } from './api-call.ts'
import { revenueUpdate } from './revenue-update.ts'
import { videoGenerated } from './video-generated.ts'
import { videoView } from './video-view.ts'

export const viewsPerMinute = rollup('analytics.views_per_minute', {
  description: 'Views of each channel, per minute.',
  from: videoView,
  per: 'minute',
  by: ['channel_id'],
  measures: { views: count(), watch_seconds: sum('watch_seconds') },
  partitionBy: { column: 'minute', every: 'day', keep: '7 days' },
  distributeBy: 'channel_id',
})

export const viewsPerHour = rollup('analytics.views_per_hour', {
  description: 'Views and viewers of each channel, per hour.',
  from: videoView,
  per: 'hour',
  by: ['channel_id'],
  measures: { views: count(), viewers: approximateDistinct('viewer_id') },
  partitionBy: { column: 'hour', every: 'month', keep: '90 days' },
  distributeBy: 'channel_id',
})

export const revenuePerDay = rollup('analytics.revenue_per_day', {
  description: 'What each channel earned, per UTC day.',
  from: revenueUpdate,
  per: 'day',
  by: ['channel_id'],
  measures: { amount_cents: sum('amount_cents'), updates: count() },
  partitionBy: { column: 'day', every: 'year', keep: '2 years' },
})

export const generationsPerHour = rollup('analytics.generations_per_hour', {
  description: 'Videos that the pipeline made, per hour.',
  from: videoGenerated,
  per: 'hour',
  by: [],
  measures: { generations: count(), failures: countIf('failed'), cost_cents: sum('cost_cents') },
  partitionBy: { column: 'hour', every: 'month', keep: '90 days' },
})

export const apiCallsPerMinute = rollup('analytics.api_calls_per_minute', {
  description: 'Requests to the API, per minute and endpoint.',
  from: apiCall,
  per: 'minute',
  by: ['endpoint'],
  measures: {
    calls: count(),
    failures: countIf('failed'),
    response_time_ms: sum('response_time_ms'),
    slowest_ms: max('response_time_ms'),
  },
  partitionBy: { column: 'minute', every: 'day', keep: '7 days' },
})
