import { ago, from, now, sql } from 'sightline'
import { dollars } from '../dollars.ts'
import { channelAnalytics, channels, videos } from '../sources.ts'

/** Sums over the published videos of each channel that has any. */
export function videoTotals() {
  return publishedVideos().with('video_totals', (db) =>
    db
      .selectFrom('published')
      .groupBy('channel_id')
      .select((eb) => {
        const views = eb.fn.sum('views')
        const recentViews = eb.fn.sum('views').filterWhere(eb.ref('is_recent'))
        const viewsBefore = eb.fn.sum('views').filterWhere(eb.ref('is_before'))
        const recentRevenue = eb.fn.sum('revenue').filterWhere(eb.ref('is_recent'))
        return [
          'channel_id',
          eb.fn.countAll().as('total_videos'),
          eb.fn.countAll().filterWhere(eb.ref('is_recent')).as('videos_last_30d'),
          eb.cast<number>(views, 'bigint').as('total_views'),
          eb.cast<number>(eb.fn.coalesce(recentViews, eb.lit(0)), 'bigint').as('views_last_30d'),
          eb.cast<number | null>(viewsBefore, 'bigint').as('views_before'),
          eb.fn.avg('views').as('avg_views_per_video'),
          eb.fn.avg('engagement_rate').as('avg_engagement_rate'),
          eb.cast<number>(eb.fn.sum('engagements'), 'bigint').as('total_engagements'),
          eb.fn.sum('revenue').as('total_revenue'),
          eb.fn.coalesce(recentRevenue, eb.lit(0)).as('revenue_last_30d'),
          eb.fn.avg('revenue').as('avg_revenue_per_video'),
        ]
      }),
  )
}

function publishedVideos() {
  return from(channels, videos, channelAnalytics).with('published', (db) =>
    db
      .selectFrom('videos')
      .where('status', '=', 'published')
      .where('published_at', '<=', now())
      .select((eb) => [
        'channel_id',
        'views',
        'engagement_rate',
        sql<number>`${eb.ref('likes')} + ${eb.ref('comments')} + ${eb.ref('shares')}`.as('engagements'),
        dollars(eb.ref('revenue_cents')).as('revenue'),
        eb('published_at', '>=', ago({ days: 30 })).as('is_recent'),
        eb
          .and([eb('published_at', '>=', ago({ days: 60 })), eb('published_at', '<', ago({ days: 30 }))])
          .as('is_before'),
      ]),
  )
}
