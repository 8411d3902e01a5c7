import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { channelAnalytics, channels, videos } from '../sources.ts'
import { channelPerformance } from './channel-performance.ts'

const channel = factory(channels, { channel_id: 'one', user_id: 'ann' })
const video = factory(videos, {
  channel_id: 'one',
  status: 'published',
  published_at: '2026-03-10T00:00:00Z',
})
const count = factory(channelAnalytics, { channel_id: 'one', date: '2026-03-15', subscriber_count: 500 })

/** The first moment of the last 30 days, the moment before, and the same of the 30 days before. */
const recent = '2026-02-13T12:00:00Z'
const notRecent = '2026-02-13T11:59:59.999Z'
const before = '2026-01-14T12:00:00Z'
const longAgo = '2026-01-14T11:59:59.999Z'

export default proofs(
  {
    now: '2026-03-15T12:00:00Z',
    equivalent: [
      {
        of: channelPerformance,
        change: 'coalesce(sum(revenue) filter(where is_recent), 0) → (sum(revenue) filter(where is_recent))',
        reason:
          'The view has 0 for a channel whose recent revenue is NULL, and every comparison of NULL ends at struggling.',
      },
      {
        of: channelPerformance,
        change: 'counted_days as days inner join public. → counted_days as days left join public.',
        reason: 'The latest day of a channel is one of its counts.',
      },
    ],
  },
  {
    'without channels there are no rows': given().view(channelPerformance, []),
    'a channel without videos and counts has a row': given(
      channel({
        channel_name: 'One',
        niche: 'tech',
        created_at: '2025-01-01T00:00:00Z',
      }),
    ).view(channelPerformance, [
      {
        channel_id: 'one',
        channel_name: 'One',
        user_id: 'ann',
        niche: 'tech',
        channel_created_at: '2025-01-01T00:00:00Z',
        total_videos: 0,
        videos_last_30d: 0,
        total_views: 0,
        views_last_30d: 0,
        avg_views_per_video: null,
        avg_engagement_rate: null,
        total_engagements: 0,
        total_revenue: 0,
        revenue_last_30d: 0,
        avg_revenue_per_video: null,
        current_subscribers: null,
        subscriber_growth_30d: null,
        view_growth_rate: null,
        performance_tier: 'struggling',
        recent_activity_percentage: null,
        rpm: null,
      },
    ]),
    'a channel that is paused has a row': given(channel({ status: 'paused' })).view(channelPerformance, [
      { channel_id: 'one' },
    ]),

    ...proveEach(['draft', 'scheduled'], (status) => [
      `a video that is ${status} does not count`,
      given(channel(), video({ status, views: 100, revenue_cents: 100 })).view(channelPerformance, [
        { total_videos: 0, total_views: 0, total_revenue: 0 },
      ]),
    ]),
    'a video that is to be published later does not count': given(
      channel(),
      video({ published_at: '2026-03-15T12:00:00.001Z' }),
    ).view(channelPerformance, [{ total_videos: 0 }]),
    'a video that is published now counts': given(
      channel(),
      video({ published_at: '2026-03-15T12:00:00Z' }),
    ).view(channelPerformance, [{ total_videos: 1, videos_last_30d: 1 }]),
    'a video without a moment does not count': given(channel(), video({ published_at: null })).view(
      channelPerformance,
      [{ total_videos: 0 }],
    ),
    'videos of other channels do not count': given(
      channel(),
      channel({ channel_id: 'two' }),
      video({ views: 7 }),
      video({ channel_id: 'two', views: 5 }),
    ).view(channelPerformance, [
      { channel_id: 'one', total_videos: 1, total_views: 7 },
      { channel_id: 'two', total_videos: 1, total_views: 5 },
    ]),

    'the last 30 days begin at this time of the day': given(
      channel(),
      video({ published_at: recent, views: 10, revenue_cents: 100 }),
    ).view(channelPerformance, [
      { videos_last_30d: 1, views_last_30d: 10, revenue_last_30d: 1, view_growth_rate: null },
    ]),
    'what was a moment before the last 30 days counts in all only': given(
      channel(),
      video({ published_at: notRecent, views: 10, revenue_cents: 100 }),
    ).view(channelPerformance, [
      {
        total_videos: 1,
        total_views: 10,
        total_revenue: 1,
        videos_last_30d: 0,
        views_last_30d: 0,
        revenue_last_30d: 0,
      },
    ]),

    'views are summed, their mean is over videos': given(
      channel(),
      video({ views: 10 }),
      video({ views: 15 }),
    ).view(channelPerformance, [
      { total_videos: 2, total_views: 25, views_last_30d: 25, avg_views_per_video: 12.5 },
    ]),
    'likes, comments and shares are engagements': given(
      channel(),
      video({ likes: 1, comments: 20, shares: 300 }),
      video({ likes: 4000 }),
    ).view(channelPerformance, [{ total_engagements: 4321 }]),
    'the engagement rate is the mean of those that are reported': given(
      channel(),
      video({ engagement_rate: 4.5 }),
      video({ engagement_rate: 5.5 }),
      video(),
    ).view(channelPerformance, [{ avg_engagement_rate: 5 }]),
    'without a reported rate there is none': given(channel(), video({ views: 10, likes: 5 })).view(
      channelPerformance,
      [{ avg_engagement_rate: null }],
    ),
    'revenue is in dollars': given(
      channel(),
      video({ revenue_cents: 1234 }),
      video({ revenue_cents: 1 }),
    ).view(channelPerformance, [
      { total_revenue: 12.35, revenue_last_30d: 12.35, avg_revenue_per_video: 6.175 },
    ]),

    'subscribers are those of the latest day': given(
      channel(),
      count({ date: '2026-03-14', subscriber_count: 400 }),
      count(),
    ).view(channelPerformance, [{ current_subscribers: 500, subscriber_growth_30d: 100 }]),
    'subscribers may become fewer': given(
      channel(),
      count({ date: '2026-03-14', subscriber_count: 700 }),
      count(),
    ).view(channelPerformance, [{ current_subscribers: 500, subscriber_growth_30d: -200 }]),
    'growth is since the earliest day of the last 30': given(
      channel(),
      count({ date: '2026-02-13', subscriber_count: 100 }),
      count({ date: '2026-03-01', subscriber_count: 450 }),
      count(),
    ).view(channelPerformance, [{ subscriber_growth_30d: 400 }]),
    'a day before the last 30 is not what growth begins with': given(
      channel(),
      count({ date: '2026-02-12', subscriber_count: 100 }),
      count({ date: '2026-03-01', subscriber_count: 450 }),
      count(),
    ).view(channelPerformance, [{ subscriber_growth_30d: 50 }]),
    'the day that growth begins with is one of UTC': given(
      channel(),
      count({ date: '2026-02-13', subscriber_count: 100 }),
      count({ date: '2026-03-01', subscriber_count: 450 }),
      count(),
    )
      .at('2026-03-15T20:00:00Z')
      .view(channelPerformance, [{ subscriber_growth_30d: 400 }]),
    'one recent count has grown by 0': given(channel(), count()).view(channelPerformance, [
      { current_subscribers: 500, subscriber_growth_30d: 0 },
    ]),
    'without a recent count growth is not known': given(channel(), count({ date: '2026-02-12' })).view(
      channelPerformance,
      [{ current_subscribers: 500, subscriber_growth_30d: null }],
    ),
    'counts of another channel do not count': given(
      channel(),
      channel({ channel_id: 'two' }),
      count({ date: '2026-03-01', subscriber_count: 100 }),
      count({ channel_id: 'two', date: '2026-03-02', subscriber_count: 7 }),
    ).view(channelPerformance, [
      { channel_id: 'one', current_subscribers: 100, subscriber_growth_30d: 0 },
      { channel_id: 'two', current_subscribers: 7, subscriber_growth_30d: 0 },
    ]),
    'counts do not multiply videos, nor videos counts': given(
      channel(),
      video({ views: 10, revenue_cents: 100 }),
      video({ views: 10, revenue_cents: 100 }),
      count({ date: '2026-03-13' }),
      count({ date: '2026-03-14' }),
      count(),
    ).view(channelPerformance, [
      { total_videos: 2, total_views: 20, total_revenue: 2, current_subscribers: 500 },
    ]),

    'views grow in percent of those of the 30 days before': given(
      channel(),
      video({ views: 150 }),
      video({ published_at: notRecent, views: 100 }),
    ).view(channelPerformance, [{ view_growth_rate: 50 }]),
    'views of videos at the beginning of the 30 days before count': given(
      channel(),
      video({ views: 150 }),
      video({ published_at: before, views: 100 }),
    ).view(channelPerformance, [{ view_growth_rate: 50 }]),
    'views of the 30 days before are summed': given(
      channel(),
      video({ views: 150 }),
      video({ published_at: before, views: 60 }),
      video({ published_at: notRecent, views: 40 }),
    ).view(channelPerformance, [{ view_growth_rate: 50 }]),
    'views of older videos do not count for growth': given(
      channel(),
      video({ views: 150 }),
      video({ published_at: longAgo, views: 100 }),
    ).view(channelPerformance, [{ view_growth_rate: null }]),
    'after videos without views there is no growth': given(
      channel(),
      video({ views: 150 }),
      video({ published_at: before, views: 0 }),
    ).view(channelPerformance, [{ view_growth_rate: null }]),
    'a channel that has stopped publishing has lost all of its views': given(
      channel(),
      video({ published_at: before, views: 100 }),
    ).view(channelPerformance, [{ view_growth_rate: -100 }]),
    'growth is not truncated': given(
      channel(),
      video({ views: 4 }),
      video({ published_at: before, views: 3 }),
    ).view(channelPerformance, [{ view_growth_rate: 100 / 3 }]),

    ...proveEach(
      {
        10000: 'elite',
        9999.99: 'growth',
        5000: 'growth',
        4999.99: 'established',
        2000: 'established',
        1999.99: 'developing',
        500: 'developing',
        499.99: 'struggling',
        0: 'struggling',
      },
      (tier, revenue) => [
        `a channel that earned ${revenue} in 30 days is ${tier}`,
        given(channel(), video({ revenue_cents: Math.round(Number(revenue) * 100) })).view(
          channelPerformance,
          [{ revenue_last_30d: Number(revenue), performance_tier: tier }],
        ),
      ],
    ),
    'what was earned before does not count for the tier': given(
      channel(),
      video({ published_at: notRecent, revenue_cents: 2_000_000 }),
    ).view(channelPerformance, [{ total_revenue: 20_000, performance_tier: 'struggling' }]),

    'activity is the part of recent views in percent': given(
      channel(),
      video({ views: 1 }),
      video({ published_at: longAgo, views: 2 }),
    ).view(channelPerformance, [{ recent_activity_percentage: 100 / 3 }]),
    'a channel without recent videos has an activity of 0': given(
      channel(),
      video({ published_at: longAgo, views: 2 }),
    ).view(channelPerformance, [{ recent_activity_percentage: 0 }]),
    'videos without views have neither an activity nor revenue per view': given(
      channel(),
      video({ revenue_cents: 100 }),
    ).view(channelPerformance, [{ recent_activity_percentage: null, rpm: null, avg_views_per_video: 0 }]),
    'revenue is told per thousand views': given(
      channel(),
      video({ views: 2000, revenue_cents: 1000 }),
      video({ views: 1000, published_at: longAgo }),
    ).view(channelPerformance, [{ rpm: 10 / 3 }]),
  },
)
