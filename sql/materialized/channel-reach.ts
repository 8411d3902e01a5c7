import { ago, follow, from, incrementalView, ratio, sql } from 'sightline'
import { dollars } from '../dollars.ts'
import { channels, videos } from '../sources.ts'

/** A video is a week old before its numbers say what a niche reaches. */
const matureAge = { hours: 168 } as const

export const channelReach = incrementalView('analytics.channel_reach', {
  description:
    'What the published videos of each channel reached that are older than a week: analytics.niche_benchmarks is made of it, without reading every video again. A channel without such a video has no row.',
  grain: ['channel_id'],
  indexes: [['niche']],
  columns: {
    channel_id: 'The channel.',
    niche: 'Niche of the channel.',
    views: 'Views of each of the videos, the fewest first (counts).',
    engagement_rates:
      'Sum of (likes + comments) / views * 100 over the videos with views (percent); null without.',
    revenues_per_view: 'Sum of the revenue per view over the videos with views (US dollars); null without.',
    viewed_videos: 'Videos with views (count).',
  },
  query: from(videos, channels)
    .selectFrom('videos')
    .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
    .where('videos.status', '=', 'published')
    .where('videos.published_at', '<', ago(matureAge))
    .groupBy('channels.channel_id')
    .select((eb) => {
      const views = eb.ref('videos.views')
      const engagements = eb('videos.likes', '+', eb.ref('videos.comments'))
      return [
        'channels.channel_id',
        'channels.niche',
        sql<number[]>`array_agg(${views} order by ${views})`.as('views'),
        eb.fn.sum(eb(ratio(engagements, views), '*', 100)).as('engagement_rates'),
        eb.fn.sum(ratio(dollars(eb.ref('videos.revenue_cents')), views)).as('revenues_per_view'),
        eb.fn.countAll().filterWhere('videos.views', '<>', 0).as('viewed_videos'),
      ]
    }),
  follow: [
    follow(channels, 'channel_id'),
    follow(videos, 'channel_id', { ages: { published_at: [matureAge] } }),
  ],
})
