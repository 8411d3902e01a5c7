import { eventFactory, given, proofs } from 'sightline/proofs'
import { apiCall } from './api-call.ts'
import { revenueUpdate } from './revenue-update.ts'
import {
  apiCallsPerMinute,
  generationsPerHour,
  revenuePerDay,
  viewsPerHour,
  viewsPerMinute,
} from './rollups.ts'
import { videoGenerated } from './video-generated.ts'
import { videoView } from './video-view.ts'

const view = eventFactory(videoView, { channel_id: 'tea', watch_seconds: 30 })
const earned = eventFactory(revenueUpdate, { channel_id: 'tea' })
const generated = eventFactory(videoGenerated, { at: '2026-03-15T11:30:00Z' })
const call = eventFactory(apiCall, { endpoint: '/videos', at: '2026-03-15T11:30:00Z' })

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'where nothing happens there are no rows': given()
      .view(viewsPerMinute, [])
      .view(viewsPerHour, [])
      .view(revenuePerDay, [])
      .view(generationsPerHour, [])
      .view(apiCallsPerMinute, []),

    'views are counted per minute and channel': given(
      view({ at: '2026-03-15T11:30:00Z' }),
      view({ at: '2026-03-15T11:30:59.999Z', watch_seconds: 12 }),
      view({ at: '2026-03-15T11:31:00Z' }),
      view({ at: '2026-03-15T11:30:30Z', channel_id: 'ale', watch_seconds: 0 }),
    ).view(viewsPerMinute, [
      { minute: '2026-03-15T11:30:00Z', channel_id: 'ale', views: 1, watch_seconds: 0 },
      { minute: '2026-03-15T11:30:00Z', channel_id: 'tea', views: 2, watch_seconds: 42 },
      { minute: '2026-03-15T11:31:00Z', channel_id: 'tea', views: 1, watch_seconds: 30 },
    ]),
    'who watches twice in an hour is one viewer and two views': given(
      view({ viewer_id: 'eve', at: '2026-03-15T11:00:00Z' }),
      view({ viewer_id: 'eve', at: '2026-03-15T11:59:59Z' }),
      view({ viewer_id: 'joe', at: '2026-03-15T11:30:00Z' }),
      view({ viewer_id: 'eve', at: '2026-03-15T12:00:00Z' }),
    ).view(viewsPerHour, [
      { hour: '2026-03-15T11:00:00Z', channel_id: 'tea', views: 3, viewers: 2 },
      { hour: '2026-03-15T12:00:00Z', channel_id: 'tea', views: 1, viewers: 1 },
    ]),
    'a view that is told of late counts when it was': given(view({ at: '2026-03-14T23:59:59.999Z' }))
      .view(viewsPerMinute, [{ minute: '2026-03-14T23:59:00Z', views: 1 }])
      .view(viewsPerHour, [{ hour: '2026-03-14T23:00:00Z', views: 1 }]),
    'a view of more than seven days ago is in no minute any more, but in its hour': given(
      view({ at: '2026-03-08T11:59:59Z' }),
      view({ at: '2026-03-08T12:00:00Z' }),
    )
      .view(viewsPerMinute, [{ minute: '2026-03-08T12:00:00Z', views: 1 }])
      .view(viewsPerHour, [
        { hour: '2026-03-08T11:00:00Z', views: 1 },
        { hour: '2026-03-08T12:00:00Z', views: 1 },
      ]),
    'a moment of another time zone is that of UTC': given(view({ at: '2026-03-15T01:30:00+02:00' })).view(
      viewsPerHour,
      [{ hour: '2026-03-14T23:00:00Z', views: 1 }],
    ),

    'a refund takes away what was earned, on its own day': given(
      earned({ amount_cents: 500, at: '2026-03-14T00:00:00Z' }),
      earned({ amount_cents: 250, at: '2026-03-14T23:59:59.999Z' }),
      earned({ amount_cents: -100, at: '2026-03-15T00:00:00Z' }),
      earned({ amount_cents: 7, at: '2026-03-15T00:00:00Z', channel_id: 'ale' }),
    ).view(revenuePerDay, [
      { day: '2026-03-14', channel_id: 'tea', amount_cents: 750, updates: 2 },
      { day: '2026-03-15', channel_id: 'ale', amount_cents: 7, updates: 1 },
      { day: '2026-03-15', channel_id: 'tea', amount_cents: -100, updates: 1 },
    ]),
    'revenue is kept for two years': given(
      earned({ amount_cents: 1, at: '2024-03-15T12:00:00Z' }),
      earned({ amount_cents: 2, at: '2024-03-16T00:00:00Z' }),
    ).view(revenuePerDay, [{ day: '2024-03-16', amount_cents: 2 }]),

    'all channels are one pipeline, and what failed has cost something too': given(
      generated({ channel_id: 'tea', cost_cents: 120 }),
      generated({ channel_id: 'ale', cost_cents: 80, failed: true }),
      generated({ channel_id: 'ale', cost_cents: 5, at: '2026-03-15T12:00:00Z' }),
    ).view(generationsPerHour, [
      { hour: '2026-03-15T11:00:00Z', generations: 2, failures: 1, cost_cents: 200 },
      { hour: '2026-03-15T12:00:00Z', generations: 1, failures: 0, cost_cents: 5 },
    ]),

    'calls are counted per endpoint, with the slowest': given(
      call({ response_time_ms: 12.5 }),
      call({ response_time_ms: 100, failed: true, user_id: 'bob' }),
      call({ endpoint: '/billing', response_time_ms: 3 }),
    ).view(apiCallsPerMinute, [
      {
        minute: '2026-03-15T11:30:00Z',
        endpoint: '/billing',
        calls: 1,
        failures: 0,
        response_time_ms: 3,
        slowest_ms: 3,
      },
      {
        minute: '2026-03-15T11:30:00Z',
        endpoint: '/videos',
        calls: 2,
        failures: 1,
        response_time_ms: 112.5,
        slowest_ms: 100,
      },
    ]),
  },
)
