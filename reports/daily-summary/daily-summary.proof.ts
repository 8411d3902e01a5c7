import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { channels, users, videoGenerationLog, videos } from '../../sql/sources.ts'
import { dailySummary } from './index.ts'

const user = factory(users, { status: 'active' })
const ann = user({ user_id: 'ann', email: 'ann@example.com' })
const bob = user({ user_id: 'bob', email: 'bob@example.com' })
const channel = factory(channels, { channel_id: 'tea', channel_name: 'Tea', user_id: 'ann' })
const ofBob = channel({ channel_id: 'bobs', channel_name: 'Of Bob', user_id: 'bob' })
/** Published yesterday. */
const video = factory(videos, {
  channel_id: 'tea',
  status: 'published',
  published_at: '2026-03-14T12:00:00Z',
})
const before = '2026-03-13T12:00:00Z'
const attempt = factory(videoGenerationLog, {
  channel_id: 'tea',
  status: 'published',
  created_at: '2026-03-14T12:00:00Z',
})

export default proofs(
  { now: '2026-03-15T09:00:00Z' },
  {
    ...proveEach(['paused', 'churned', 'Active'], (status) => [
      `who is ${status} gets no daily report`,
      given(ann, user({ user_id: 'cat', email: 'cat@example.com', status })).recipients(dailySummary, [
        'ann',
      ]),
    ]),
    'a day on which nothing happened says so': given(ann).report(dailySummary, 'ann', {
      'Revenue summary': 'Nothing in this period.',
      'Channel performance': 'You have no channels yet.',
      'Top videos': 'No video was published.',
      'System health': 'No video was generated.',
    }),

    'the revenue of yesterday is that of its videos': given(
      ann,
      channel(),
      video({ video_id: 'a', revenue_cents: 2050, views: 1500 }),
      video({ video_id: 'b', revenue_cents: 1001, views: 500 }),
    ).report(dailySummary, 'ann', {
      'Revenue summary': {
        videos_published: '2',
        total_revenue: '$30.51',
        avg_revenue_per_video: 15.255,
        total_views: '2,000',
      },
    }),
    'yesterday is the UTC day, from its first moment to its last': given(
      ann,
      channel(),
      video({ video_id: 'a', published_at: '2026-03-13T23:59:59.999Z', revenue_cents: 1 }),
      video({ video_id: 'b', published_at: '2026-03-14T00:00:00Z', revenue_cents: 10 }),
      video({ video_id: 'c', published_at: '2026-03-14T23:59:59.999Z', revenue_cents: 100 }),
      video({ video_id: 'd', published_at: '2026-03-15T00:00:00Z', revenue_cents: 1000 }),
    ).report(dailySummary, 'ann', {
      'Revenue summary': {
        total_revenue: { now: 1.1, before: 0.01 },
        videos_published: { now: 2, before: 1 },
      },
    }),
    ...proveEach(['draft', 'scheduled'], (status) => [
      `a video that is ${status} is in no section`,
      given(ann, channel(), video({ status, revenue_cents: 100 })).report(dailySummary, 'ann', {
        'Revenue summary': 'Nothing in this period.',
        'Channel performance': [{ channel_name: 'Tea', videos: 0, revenue: '$0.00' }],
        'Top videos': 'No video was published.',
      }),
    ]),
    'nobody is told of what is not theirs': given(
      ann,
      bob,
      channel(),
      ofBob,
      video({ channel_id: 'bobs', revenue_cents: 100 }),
      attempt({ channel_id: 'bobs' }),
    )
      .report(dailySummary, 'ann', {
        'Revenue summary': 'Nothing in this period.',
        'Channel performance': [{ channel_name: 'Tea', videos: 0 }],
        'Top videos': 'No video was published.',
        'System health': 'No video was generated.',
      })
      .report(dailySummary, 'bob', {
        'Revenue summary': { total_revenue: '$1.00' },
        'Channel performance': [{ channel_name: 'Of Bob', videos: 1 }],
        'System health': { attempts: 1 },
      }),

    'more than the day before is good': given(
      ann,
      channel(),
      video({ video_id: 'a', revenue_cents: 3000 }),
      video({ video_id: 'b', revenue_cents: 2000, published_at: before }),
    ).report(dailySummary, 'ann', {
      'Revenue summary': { total_revenue: { now: '$30.00', before: '$20.00', change: 0.5, mood: 'good' } },
    }),
    'less than the day before is bad': given(
      ann,
      channel(),
      video({ video_id: 'a', views: 50 }),
      video({ video_id: 'b', views: 200, published_at: before }),
    ).report(dailySummary, 'ann', {
      'Revenue summary': { total_views: { now: '50', before: '200', change: -0.75, mood: 'bad' } },
    }),
    'without a day before there is no change': given(ann, channel(), video({ revenue_cents: 100 })).report(
      dailySummary,
      'ann',
      {
        'Revenue summary': { total_revenue: { now: '$1.00', before: null, change: null, mood: 'neither' } },
      },
    ),
    'from nothing to something is no percentage': given(
      ann,
      channel(),
      video({ video_id: 'a', revenue_cents: 100 }),
      video({ video_id: 'b', published_at: before }),
    ).report(dailySummary, 'ann', {
      'Revenue summary': { total_revenue: { now: 1, before: 0, change: null, mood: 'neither' } },
    }),

    'every channel has a row, the best first, those without a video too': given(
      ann,
      channel(),
      channel({ channel_id: 'ale', channel_name: 'Ale' }),
      channel({ channel_id: 'zen', channel_name: 'Zen' }),
      video({ video_id: 'a', channel_id: 'zen', revenue_cents: 200, views: 3 }),
      video({ video_id: 'b', channel_id: 'zen', revenue_cents: 300, views: 4 }),
    ).report(dailySummary, 'ann', {
      'Channel performance': [
        { channel_name: 'Zen', videos: 2, views: '7', revenue: '$5.00' },
        { channel_name: 'Ale', videos: 0, views: '0', revenue: '$0.00' },
        { channel_name: 'Tea', videos: 0, views: '0', revenue: '$0.00' },
      ],
    }),

    'the five videos that were seen most are named, the first by id where two are equal': given(
      ann,
      channel(),
      [10, 60, 20, 50, 30, 50].map((views, place) =>
        video({ video_id: `v${place}`, title: `Video ${place}`, views, revenue_cents: views }),
      ),
    ).report(dailySummary, 'ann', {
      'Top videos': [
        { title: 'Video 1', channel_name: 'Tea', views: '60', revenue: '$0.60' },
        { title: 'Video 3', views: '50' },
        { title: 'Video 5', views: '50' },
        { title: 'Video 4', views: '30' },
        { title: 'Video 2', views: '20' },
      ],
    }),

    'an attempt that still runs is no success and no failure': given(
      ann,
      channel(),
      attempt({ generation_time_seconds: 30 }),
      attempt({ status: 'failed', generation_time_seconds: 60 }),
      attempt({ status: 'running' }),
    ).report(dailySummary, 'ann', {
      'System health': { attempts: 3, failed: 1, failure_rate: '50.0%', generation_time: 45 },
    }),
    'while no attempt is over there is no failure rate': given(
      ann,
      channel(),
      attempt({ status: 'running' }),
    ).report(dailySummary, 'ann', {
      'System health': { attempts: 1, failed: 0, failure_rate: null, generation_time: null },
    }),
    'fewer failures than the day before are good': given(
      ann,
      channel(),
      attempt(),
      attempt({ status: 'failed' }),
      attempt({ status: 'failed', created_at: before }),
    ).report(dailySummary, 'ann', {
      'System health': {
        failure_rate: { now: 0.5, before: 1, change: -0.5, mood: 'good' },
        failed: { now: 1, before: 1, change: 0, mood: 'neither' },
      },
    }),
  },
)
