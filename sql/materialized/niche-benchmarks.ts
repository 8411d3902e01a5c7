import { follow, from, incrementalView, percentile, ratio, sql } from 'sightline'
import { channelReach } from './channel-reach.ts'

export const nicheBenchmarks = incrementalView('analytics.niche_benchmarks', {
  description:
    'What the published videos of each niche reach once they are older than a week: what analytics.video_performance_analysis holds every video against. A niche without such a video has no row.',
  grain: ['niche'],
  columns: {
    niche: 'Niche of the channels.',
    views_p25: '25th percentile of the views (count).',
    views_p50: 'Median of the views (count).',
    views_p75: '75th percentile of the views (count).',
    views_p90: '90th percentile of the views (count).',
    engagement_rate: 'Mean of (likes + comments) / views * 100 (percent); null without views.',
    revenue_per_view: 'Mean revenue per view (US dollars); null without views.',
  },
  query: from(channelReach)
    .selectFrom('analytics.channel_reach as reach')
    .crossJoinLateral(
      sql<{ views: number; place: number }>`unnest(${sql.ref('reach.views')}) with ordinality`.as<'video'>(
        sql`video (views, place)`,
      ),
    )
    .groupBy('reach.niche')
    .select((eb) => {
      const views = eb.ref('video.views')
      const viewed = eb.fn.sum('reach.viewed_videos').filterWhere('video.place', '=', 1)
      const engagementRates = eb.fn.sum('reach.engagement_rates').filterWhere('video.place', '=', 1)
      const revenuesPerView = eb.fn.sum('reach.revenues_per_view').filterWhere('video.place', '=', 1)
      return [
        'reach.niche',
        percentile(0.25, views).as('views_p25'),
        percentile(0.5, views).as('views_p50'),
        percentile(0.75, views).as('views_p75'),
        percentile(0.9, views).as('views_p90'),
        ratio(engagementRates, viewed).as('engagement_rate'),
        ratio(revenuesPerView, viewed).as('revenue_per_view'),
      ]
    }),
  follow: [follow(channelReach, 'niche')],
})
