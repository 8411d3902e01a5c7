import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { channels, videos, videoThumbnails } from '../sources.ts'
import { videoPerformanceAnalysis } from './video-performance-analysis.ts'

const channel = factory(channels, { channel_id: 'one', user_id: 'ann', niche: 'tech' })
/** Published five days ago: too young to be a benchmark. */
const video = factory(videos, {
  channel_id: 'one',
  video_id: 'v',
  status: 'published',
  published_at: '2026-03-10T12:00:00Z',
})
/** Older than a week. */
const old = factory(videos, { channel_id: 'one', status: 'published', published_at: '2026-02-01T00:00:00Z' })
const thumbnail = factory(videoThumbnails, {
  video_id: 'v',
  variant: 'a',
  click_through_rate: 5,
  is_winner: true,
})

const aWeekAgo = '2026-03-08T12:00:00Z'
const moreThanAWeekAgo = '2026-03-08T11:59:59.999Z'

/** A niche of eleven videos with 0, 100, … 1000 views: 250, 500, 750 and 900 are its quartiles and its ninth decile. */
const niche = Array.from({ length: 11 }, (_, index) => old({ video_id: `old ${index}`, views: index * 100 }))
const oldRows = niche.map((_, index) => ({ video_id: `old ${index}` }))

export default proofs(
  {
    now: '2026-03-15T12:00:00Z',
    equivalent: [
      {
        of: videoPerformanceAnalysis,
        change: 'public.videos inner join public. → public.videos left join public.',
        reason: 'A foreign key gives each video its channel.',
      },
      {
        of: videoPerformanceAnalysis,
        change:
          'is_winner order by video_id, click_through_rate desc → is_winner order by video_id desc, click_through_rate desc',
        reason: 'The order of videos does not matter, only that of the thumbnails of each.',
      },
    ],
  },
  {
    'without videos there are no rows': given().view(videoPerformanceAnalysis, []),
    ...proveEach(['draft', 'scheduled'], (status) => [
      `a video that is ${status} has no row`,
      given(channel(), video({ status })).view(videoPerformanceAnalysis, []),
    ]),
    'a video that is to be published later has no row': given(
      channel(),
      video({ published_at: '2026-03-15T12:00:00.001Z' }),
    ).view(videoPerformanceAnalysis, []),
    'a video without a moment has no row': given(channel(), video({ published_at: null })).view(
      videoPerformanceAnalysis,
      [],
    ),
    'a video has its own numbers, its niche and its owner': given(
      channel(),
      video({
        title: 'Hello',
        views: 100,
        likes: 10,
        comments: 5,
        shares: 3,
        revenue_cents: 250,
        engagement_rate: 7.25,
      }),
    ).view(videoPerformanceAnalysis, [
      {
        video_id: 'v',
        channel_id: 'one',
        title: 'Hello',
        status: 'published',
        published_at: '2026-03-10T12:00:00Z',
        views: 100,
        likes: 10,
        comments: 5,
        shares: 3,
        revenue_cents: 250,
        reported_engagement_rate: 7.25,
        niche: 'tech',
        user_id: 'ann',
        hours_since_publish: 120,
        views_per_hour: 100 / 120,
        engagement_rate: 15,
        revenue_per_view: 0.025,
        thumbnail_ctr: null,
        thumbnail_variant: null,
        performance_tier: 'unranked',
        views_vs_median: null,
        engagement_vs_average: null,
        revenue_vs_average: null,
      },
    ]),
    'a video that is published now has no views per hour': given(
      channel(),
      video({ published_at: '2026-03-15T12:00:00Z', views: 10 }),
    ).view(videoPerformanceAnalysis, [{ hours_since_publish: 0, views_per_hour: null }]),
    'hours have fractions': given(channel(), video({ published_at: '2026-03-15T11:30:00Z', views: 10 })).view(
      videoPerformanceAnalysis,
      [{ hours_since_publish: 0.5, views_per_hour: 20 }],
    ),
    'shares are no engagement': given(channel(), video({ views: 100, shares: 50 })).view(
      videoPerformanceAnalysis,
      [{ engagement_rate: 0 }],
    ),
    'engagement is not truncated': given(channel(), video({ views: 3, likes: 1 })).view(
      videoPerformanceAnalysis,
      [{ engagement_rate: 100 / 3 }],
    ),
    'without views there are no rates': given(channel(), video({ likes: 3, revenue_cents: 100 })).view(
      videoPerformanceAnalysis,
      [{ views_per_hour: 0, engagement_rate: null, revenue_per_view: null }],
    ),
    'without a reported rate there is none': given(channel(), video({ views: 10, likes: 1 })).view(
      videoPerformanceAnalysis,
      [{ reported_engagement_rate: null, engagement_rate: 10 }],
    ),

    'the winning thumbnail is shown': given(
      channel(),
      video(),
      thumbnail({ variant: 'b', click_through_rate: 9, is_winner: false }),
      thumbnail(),
    ).view(videoPerformanceAnalysis, [{ thumbnail_ctr: 5, thumbnail_variant: 'a' }]),
    'a video without a winner has no thumbnail': given(
      channel(),
      video(),
      thumbnail({ is_winner: false }),
    ).view(videoPerformanceAnalysis, [{ thumbnail_ctr: null, thumbnail_variant: null }]),
    'of several winners the highest rate wins': given(
      channel(),
      video(),
      thumbnail({ variant: 'a', click_through_rate: 5 }),
      thumbnail({ variant: 'b', click_through_rate: 6 }),
    ).view(videoPerformanceAnalysis, [{ thumbnail_ctr: 6, thumbnail_variant: 'b' }]),
    'of winners with one rate the first by name wins': given(
      channel(),
      video(),
      thumbnail({ variant: 'b' }),
      thumbnail({ variant: 'a' }),
    ).view(videoPerformanceAnalysis, [{ thumbnail_variant: 'a' }]),
    'names are in the order of their bytes': given(
      channel(),
      video(),
      thumbnail({ variant: 'a' }),
      thumbnail({ variant: 'B' }),
    ).view(videoPerformanceAnalysis, [{ thumbnail_variant: 'B' }]),
    'thumbnails are those of their own video': given(
      channel(),
      video(),
      video({ video_id: 'w' }),
      thumbnail(),
      thumbnail({ video_id: 'w', variant: 'b', click_through_rate: 8 }),
    ).view(videoPerformanceAnalysis, [
      { video_id: 'v', thumbnail_variant: 'a' },
      { video_id: 'w', thumbnail_variant: 'b' },
    ]),

    ...proveEach(
      {
        900: 'top_10_percent',
        899: 'top_25_percent',
        750: 'top_25_percent',
        749: 'above_average',
        500: 'above_average',
        499: 'below_average',
        250: 'below_average',
        249: 'bottom_25_percent',
        0: 'bottom_25_percent',
      },
      (tier, views) => [
        `a video with ${views} views in a niche with quartiles at 250, 500 and 750 is ${tier}`,
        given(channel(), ...niche, video({ views: Number(views) })).view(videoPerformanceAnalysis, [
          { video_id: 'v', performance_tier: tier, views_vs_median: Number(views) / 500 },
          ...oldRows,
        ]),
      ],
    ),
    ...proveEach(
      { 900: 'top_10_percent', 899: 'top_25_percent', 750: 'top_25_percent', 500: 'above_average' },
      (tier, views) => [
        `a niche of two is interpolated: ${views} views between 0 and 1000 are ${tier}`,
        given(
          channel(),
          old({ video_id: 'old 1' }),
          old({ video_id: 'old 2', views: 1000 }),
          video({ views: Number(views) }),
        ).view(videoPerformanceAnalysis, [
          { video_id: 'v', performance_tier: tier, views_vs_median: Number(views) / 500 },
          { video_id: 'old 1' },
          { video_id: 'old 2' },
        ]),
      ],
    ),
    'a video of exactly a week is no benchmark': given(
      channel(),
      video({ published_at: aWeekAgo, views: 10 }),
    ).view(videoPerformanceAnalysis, [{ performance_tier: 'unranked', views_vs_median: null }]),
    'a video of more than a week is its own benchmark': given(
      channel(),
      video({ published_at: moreThanAWeekAgo, views: 10 }),
    ).view(videoPerformanceAnalysis, [{ performance_tier: 'top_10_percent', views_vs_median: 1 }]),
    'videos of another niche are no benchmark': given(
      channel({ channel_id: 'two', niche: 'food' }),
      channel(),
      old({ video_id: 'other', channel_id: 'two', views: 10 }),
      video({ views: 100 }),
    ).view(videoPerformanceAnalysis, [
      { video_id: 'other', performance_tier: 'top_10_percent' },
      { video_id: 'v', performance_tier: 'unranked', views_vs_median: null, engagement_vs_average: null },
    ]),
    'videos of another channel in the niche are a benchmark': given(
      channel({ channel_id: 'two' }),
      channel(),
      old({ video_id: 'other', channel_id: 'two', views: 50 }),
      video({ views: 100 }),
    ).view(videoPerformanceAnalysis, [
      { video_id: 'other' },
      { video_id: 'v', performance_tier: 'top_10_percent', views_vs_median: 2 },
    ]),
    ...proveEach(['draft', 'scheduled'], (status) => [
      `an old video that is ${status} is no benchmark`,
      given(channel(), old({ status, views: 50 }), video({ views: 100 })).view(videoPerformanceAnalysis, [
        { video_id: 'v', performance_tier: 'unranked' },
      ]),
    ]),
    'a niche whose median is 0 has no quotient': given(
      channel(),
      old({ video_id: 'old' }),
      video({ views: 100 }),
    ).view(videoPerformanceAnalysis, [
      { video_id: 'old', performance_tier: 'top_10_percent', views_vs_median: null },
      { video_id: 'v', performance_tier: 'top_10_percent', views_vs_median: null },
    ]),
    'engagement and revenue are held against the means of the niche': given(
      channel(),
      old({ video_id: 'old 1', views: 100, likes: 10, revenue_cents: 1000 }),
      old({ video_id: 'old 2', views: 100, likes: 30, revenue_cents: 3000 }),
      video({ views: 100, likes: 30, comments: 10, revenue_cents: 1000 }),
    ).view(videoPerformanceAnalysis, [
      { video_id: 'old 1', engagement_vs_average: 0.5, revenue_vs_average: 0.5 },
      { video_id: 'old 2', engagement_vs_average: 1.5, revenue_vs_average: 1.5 },
      { video_id: 'v', engagement_vs_average: 2, revenue_vs_average: 0.5 },
    ]),
    'means of a niche are over videos, not over views': given(
      channel(),
      old({ video_id: 'old 1', views: 1000, likes: 100 }),
      old({ video_id: 'old 2', views: 10, likes: 3 }),
      video({ views: 10, likes: 2 }),
    ).view(videoPerformanceAnalysis, [
      { video_id: 'old 1', engagement_vs_average: 0.5 },
      { video_id: 'old 2', engagement_vs_average: 1.5 },
      { video_id: 'v', engagement_vs_average: 1 },
    ]),
    'a benchmark without views says nothing of rates': given(
      channel(),
      old({ video_id: 'old', likes: 5 }),
      video({ views: 10, likes: 2 }),
    ).view(videoPerformanceAnalysis, [
      { video_id: 'old', engagement_vs_average: null },
      { video_id: 'v', engagement_vs_average: null, revenue_vs_average: null },
    ]),
    'a niche that earns nothing has no quotient of revenue': given(
      channel(),
      old({ video_id: 'old', views: 100 }),
      video({ views: 100, revenue_cents: 100 }),
    ).view(videoPerformanceAnalysis, [
      { video_id: 'old', revenue_vs_average: null },
      { video_id: 'v', revenue_vs_average: null },
    ]),
  },
)
