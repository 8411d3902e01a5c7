import { desc, follow, incrementalView, ratio, sql, today } from 'sightline'
import { channelAnalytics, channels, videos } from '../sources.ts'
import { videoTotals } from './channel-video-totals.ts'

export const channelPerformance = incrementalView('analytics.channel_performance', {
  description:
    'Every channel with what its published videos reached and earned, in all and in the last 30 days, its subscribers and its tier. A video counts as of the last 30 days by when it was published.',
  grain: ['channel_id'],
  indexes: [['user_id'], [desc('revenue_last_30d')], ['performance_tier', 'revenue_last_30d']],
  columns: {
    channel_id: 'The channel.',
    channel_name: 'Name of the channel.',
    user_id: 'Owner of the channel.',
    niche: 'Niche of the channel.',
    channel_created_at: 'When the channel was created.',
    total_videos: 'Published videos (count).',
    videos_last_30d: 'Videos published in the last 30 days (count).',
    total_views: 'Views of all published videos (count).',
    views_last_30d: 'Views of the videos published in the last 30 days (count).',
    avg_views_per_video: 'Mean views of a published video (count); null without videos.',
    avg_engagement_rate: 'Mean engagement rate that YouTube reports (percent); null without videos.',
    total_engagements: 'Likes, comments and shares of all published videos (count).',
    total_revenue: 'Revenue of all published videos (US dollars).',
    revenue_last_30d: 'Revenue of the videos published in the last 30 days (US dollars).',
    avg_revenue_per_video: 'Mean revenue of a published video (US dollars); null without videos.',
    current_subscribers: 'Subscribers on the latest day that has a count; null without counts.',
    subscriber_growth_30d:
      'current_subscribers minus the earliest count of the last 30 days (subscribers); null without a recent count.',
    view_growth_rate:
      'Change of views_last_30d against the views of videos published in the 30 days before (percent); null without such views.',
    performance_tier:
      'By revenue_last_30d in US dollars: elite from 10000, growth from 5000, established from 2000, developing from 500, else struggling.',
    recent_activity_percentage: 'views_last_30d / total_views * 100 (percent); null without views.',
    rpm: 'Revenue per thousand views (US dollars); null without views.',
  },
  query: subscriberCounts()
    .selectFrom('channels')
    .leftJoin('video_totals as totals', 'totals.channel_id', 'channels.channel_id')
    .leftJoin('subscriber_counts as subscribers', 'subscribers.channel_id', 'channels.channel_id')
    .select([
      'channels.channel_id',
      'channels.channel_name',
      'channels.user_id',
      'channels.niche',
      'channels.created_at as channel_created_at',
    ])
    .select((eb) => [
      eb.fn.coalesce('totals.total_videos', eb.lit(0)).as('total_videos'),
      eb.fn.coalesce('totals.videos_last_30d', eb.lit(0)).as('videos_last_30d'),
      eb.fn.coalesce('totals.total_views', eb.lit(0)).as('total_views'),
      eb.fn.coalesce('totals.views_last_30d', eb.lit(0)).as('views_last_30d'),
      'totals.avg_views_per_video',
      'totals.avg_engagement_rate',
      eb.fn.coalesce('totals.total_engagements', eb.lit(0)).as('total_engagements'),
      eb.fn.coalesce('totals.total_revenue', eb.lit(0)).as('total_revenue'),
      eb.fn.coalesce('totals.revenue_last_30d', eb.lit(0)).as('revenue_last_30d'),
      'totals.avg_revenue_per_video',
      'subscribers.current_subscribers',
      'subscribers.subscriber_growth_30d',
    ])
    .select((eb) => {
      const change = eb('totals.views_last_30d', '-', eb.ref('totals.views_before'))
      const recentShare = ratio(eb.ref('totals.views_last_30d'), eb.ref('totals.total_views'))
      const revenuePerView = ratio(eb.ref('totals.total_revenue'), eb.ref('totals.total_views'))
      return [
        eb(ratio(change, eb.ref('totals.views_before')), '*', 100).as('view_growth_rate'),
        eb
          .case()
          .when('totals.revenue_last_30d', '>=', 10000)
          .then('elite')
          .when('totals.revenue_last_30d', '>=', 5000)
          .then('growth')
          .when('totals.revenue_last_30d', '>=', 2000)
          .then('established')
          .when('totals.revenue_last_30d', '>=', 500)
          .then('developing')
          .else('struggling')
          .end()
          .as('performance_tier'),
        eb(recentShare, '*', 100).as('recent_activity_percentage'),
        eb(revenuePerView, '*', 1000).as('rpm'),
      ]
    }),
  follow: [
    follow(channels, 'channel_id'),
    follow(videos, 'channel_id', { ages: { published_at: [{ days: 0 }, { days: 30 }, { days: 60 }] } }),
    follow(channelAnalytics, 'channel_id', { ages: { date: [{ days: 30, of: 'today' }] } }),
  ],
})

/** The latest count of each channel, and how far it is from the earliest one of the last 30 days. */
function subscriberCounts() {
  return videoTotals()
    .with('counted_days', (db) =>
      db
        .selectFrom('channel_analytics')
        .groupBy('channel_id')
        .select((eb) => [
          'channel_id',
          eb.fn.max('date').as('latest'),
          eb.fn.min('date').filterWhere('date', '>=', sql<Date>`${today()} - 30`).as('earliest_recent'),
        ]),
    )
    .with('subscriber_counts', (db) =>
      db
        .selectFrom('counted_days as days')
        .innerJoin('channel_analytics as current', (join) =>
          join.onRef('current.channel_id', '=', 'days.channel_id').onRef('current.date', '=', 'days.latest'),
        )
        .leftJoin('channel_analytics as earlier', (join) =>
          join
            .onRef('earlier.channel_id', '=', 'days.channel_id')
            .onRef('earlier.date', '=', 'days.earliest_recent'),
        )
        .select((eb) => [
          'days.channel_id',
          'current.subscriber_count as current_subscribers',
          eb('current.subscriber_count', '-', eb.ref('earlier.subscriber_count')).as('subscriber_growth_30d'),
        ]),
    )
}
