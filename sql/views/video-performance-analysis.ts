import { from, now, ratio, sql, view } from 'sightline'
import { dollars } from '../dollars.ts'
import { nicheBenchmarks } from '../materialized/niche-benchmarks.ts'
import { channels, videos, videoThumbnails } from '../sources.ts'

export const videoPerformanceAnalysis = view('analytics.video_performance_analysis', {
  description:
    'Every published video with its rates, its winning thumbnail and its standing in its niche. It is held against analytics.niche_benchmarks, which is refreshed every hour.',
  grain: ['video_id'],
  columns: {
    video_id: 'The video.',
    channel_id: 'The channel that published it.',
    title: 'Title of the video.',
    status: 'Always published.',
    published_at: 'When it was published.',
    views: 'Views so far (count).',
    likes: 'Likes so far (count).',
    comments: 'Comments so far (count).',
    shares: 'Shares so far (count).',
    revenue_cents: 'Revenue so far (US cents).',
    reported_engagement_rate: 'Engagement rate as YouTube reports it (percent); may be null.',
    niche: 'Niche of the channel.',
    user_id: 'Owner of the channel.',
    hours_since_publish: 'Age of the video (hours).',
    views_per_hour: 'Views per hour since it was published; null at age 0.',
    engagement_rate: '(likes + comments) / views * 100 (percent); null without views.',
    revenue_per_view: 'Revenue per view (US dollars); null without views.',
    thumbnail_ctr: 'Click-through rate of the winning thumbnail (percent); null without a winner.',
    thumbnail_variant: 'Variant of the winning thumbnail; null without a winner.',
    performance_tier:
      'Views against the niche: top_10_percent, top_25_percent, above_average, below_average or bottom_25_percent; unranked in a niche without benchmarks.',
    views_vs_median: "Views / the niche's median views (ratio).",
    engagement_vs_average: "engagement_rate / the niche's mean engagement rate (ratio).",
    revenue_vs_average: "revenue_per_view / the niche's mean revenue per view (ratio).",
  },
  query: winningThumbnails()
    .selectFrom('published')
    .leftJoin('winning_thumbnails as winner', 'winner.video_id', 'published.video_id')
    .leftJoin('analytics.niche_benchmarks as bench', 'bench.niche', 'published.niche')
    .selectAll('published')
    .select((eb) => [
      'winner.click_through_rate as thumbnail_ctr',
      'winner.variant as thumbnail_variant',
      eb
        .case()
        .when('bench.niche', 'is', null)
        .then('unranked')
        .when('published.views', '>=', eb.ref('bench.views_p90'))
        .then('top_10_percent')
        .when('published.views', '>=', eb.ref('bench.views_p75'))
        .then('top_25_percent')
        .when('published.views', '>=', eb.ref('bench.views_p50'))
        .then('above_average')
        .when('published.views', '>=', eb.ref('bench.views_p25'))
        .then('below_average')
        .else('bottom_25_percent')
        .end()
        .as('performance_tier'),
      ratio(eb.ref('published.views'), eb.ref('bench.views_p50')).as('views_vs_median'),
      ratio(eb.ref('published.engagement_rate'), eb.ref('bench.engagement_rate')).as('engagement_vs_average'),
      ratio(eb.ref('published.revenue_per_view'), eb.ref('bench.revenue_per_view')).as('revenue_vs_average'),
    ]),
})

/** The winner of each video that has one, by the highest rate and then by name. */
function winningThumbnails() {
  return publishedVideos().with('winning_thumbnails', (db) =>
    db
      .selectFrom('video_thumbnails')
      .where((eb) => eb.ref('is_winner'))
      .distinctOn('video_id')
      .select(['video_id', 'variant', 'click_through_rate'])
      .orderBy('video_id')
      .orderBy('click_through_rate', 'desc')
      .orderBy('variant', (order) => order.collate('C')),
  )
}

function publishedVideos() {
  return from(videos, channels, videoThumbnails, nicheBenchmarks).with('published', (db) =>
    db
      .selectFrom('videos')
      .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
      .where('videos.status', '=', 'published')
      .where('videos.published_at', '<=', now())
      .select([
        'videos.video_id',
        'videos.channel_id',
        'videos.title',
        'videos.status',
        'videos.published_at',
        'videos.views',
        'videos.likes',
        'videos.comments',
        'videos.shares',
        'videos.revenue_cents',
        'videos.engagement_rate as reported_engagement_rate',
        'channels.niche',
        'channels.user_id',
      ])
      .$narrowType<{ published_at: Date }>()
      .select((eb) => {
        const hours = sql<number>`extract(epoch from ${now()} - ${eb.ref('videos.published_at')}) / 3600`
        const engagements = eb('videos.likes', '+', eb.ref('videos.comments'))
        return [
          hours.as('hours_since_publish'),
          ratio(eb.ref('videos.views'), hours).as('views_per_hour'),
          eb(ratio(engagements, eb.ref('videos.views')), '*', 100).as('engagement_rate'),
          ratio(dollars(eb.ref('videos.revenue_cents')), eb.ref('videos.views')).as('revenue_per_view'),
        ]
      }),
  )
}
