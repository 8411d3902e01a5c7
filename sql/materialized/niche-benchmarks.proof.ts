import { factory, given, proofs } from 'sightline/proofs'
import { channels, videos } from '../sources.ts'
import { nicheBenchmarks } from './niche-benchmarks.ts'

const channel = factory(channels, { channel_id: 'one', niche: 'tech' })
/** Older than a week. */
const video = factory(videos, {
  channel_id: 'one',
  status: 'published',
  published_at: '2026-02-01T00:00:00Z',
})

export default proofs(
  {
    now: '2026-03-15T12:00:00Z',
    equivalent: [
      {
        of: nicheBenchmarks,
        change: 'public.videos inner join public. → public.videos left join public.',
        reason: 'A foreign key gives each video its channel.',
      },
      {
        of: nicheBenchmarks,
        change: '(order by videos.views) as views_p50 → (order by videos.views desc) as views_p50',
        reason: 'The median is the same from both ends.',
      },
    ],
  },
  {
    'a niche without a video of a week has no row': given(
      channel(),
      video({ published_at: '2026-03-08T12:00:00Z', views: 10 }),
    ).view(nicheBenchmarks, []),
    'a niche is measured by its videos of more than a week': given(
      channel(),
      channel({ channel_id: 'two', niche: 'tea' }),
      [0, 100, 200, 300, 400].map((views) => video({ video_id: `v ${views}`, views })),
      video({ video_id: 'young', published_at: '2026-03-08T12:00:00Z', views: 9999 }),
      video({ video_id: 'draft', status: 'draft', views: 9999 }),
      video({ video_id: 'of tea', channel_id: 'two', views: 7, published_at: '2026-03-08T11:59:59.999Z' }),
    ).view(nicheBenchmarks, [
      { niche: 'tea', views_p25: 7, views_p50: 7, views_p75: 7, views_p90: 7 },
      { niche: 'tech', views_p25: 100, views_p50: 200, views_p75: 300, views_p90: 360 },
    ]),
    'likes and comments are engagement, shares are not, and without views there is no rate': given(
      channel(),
      video({ video_id: 'a', views: 100, likes: 10, comments: 5, shares: 50, revenue_cents: 200 }),
      video({ video_id: 'b', views: 0, likes: 3, revenue_cents: 100 }),
    ).view(nicheBenchmarks, [{ niche: 'tech', engagement_rate: 15, revenue_per_view: 0.02 }]),
  },
)
