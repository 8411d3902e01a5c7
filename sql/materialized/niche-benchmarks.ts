import { ago, follow, from, incrementalView, percentile, ratio, rows } from 'sightline'
import { dollars } from '../dollars.ts'
import { channels, videos } from '../sources.ts'

/** A video is a week old before its numbers say what a niche reaches. */
const matureAge = { hours: 168 } as const

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
  query: from(videos, channels)
    .selectFrom('videos')
    .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
    .where('videos.status', '=', 'published')
    .where('videos.published_at', '<', ago(matureAge))
    .groupBy('channels.niche')
    .select((eb) => {
      const views = eb.ref('videos.views')
      const engagements = eb('videos.likes', '+', eb.ref('videos.comments'))
      return [
        'channels.niche',
        percentile(0.25, views).as('views_p25'),
        percentile(0.5, views).as('views_p50'),
        percentile(0.75, views).as('views_p75'),
        percentile(0.9, views).as('views_p90'),
        eb.fn.avg(eb(ratio(engagements, views), '*', 100)).as('engagement_rate'),
        eb.fn.avg(ratio(dollars(eb.ref('videos.revenue_cents')), views)).as('revenue_per_view'),
      ]
    }),
  follow: [
    follow(channels, 'niche'),
    follow(
      videos,
      rows(videos, channels)
        .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
        .select('channels.niche'),
      { ages: { published_at: [matureAge] } },
    ),
  ],
})
