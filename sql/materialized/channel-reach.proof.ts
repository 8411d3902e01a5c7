import { factory, given, proofs } from 'sightline/proofs'
import { channels, videos } from '../sources.ts'
import { channelReach } from './channel-reach.ts'

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
        of: channelReach,
        change: 'public.videos inner join public. → public.videos left join public.',
        reason: 'A foreign key gives each video its channel.',
      },
    ],
  },
  {
    'a channel without a video of a week has no row': given(
      channel(),
      video({ published_at: '2026-03-08T12:00:00Z', views: 10 }),
    ).view(channelReach, []),
    'the views of each video of more than a week, the fewest first': given(
      channel(),
      channel({ channel_id: 'two', niche: 'tea' }),
      [300, 0, 100].map((views) => video({ video_id: `v ${views}`, views })),
      video({ video_id: 'young', published_at: '2026-03-08T12:00:00Z', views: 9999 }),
      video({ video_id: 'draft', status: 'draft', views: 9999 }),
      video({ video_id: 'of two', channel_id: 'two', views: 7, published_at: '2026-03-08T11:59:59.999Z' }),
    ).view(channelReach, [
      { channel_id: 'one', niche: 'tech', views: [0, 100, 300], viewed_videos: 2 },
      { channel_id: 'two', niche: 'tea', views: [7], viewed_videos: 1 },
    ]),
    'rates are those of videos with views: likes and comments are engagement, shares are not': given(
      channel(),
      video({ video_id: 'a', views: 100, likes: 10, comments: 5, shares: 50, revenue_cents: 200 }),
      video({ video_id: 'b', views: 50, likes: 5, revenue_cents: 100 }),
      video({ video_id: 'c', views: 0, likes: 3, revenue_cents: 100 }),
    ).view(channelReach, [{ engagement_rates: 25, revenues_per_view: 0.04, viewed_videos: 2 }]),
    'a channel whose videos nobody has seen has no rates': given(
      channel(),
      video({ views: 0, likes: 3 }),
    ).view(channelReach, [{ views: [0], engagement_rates: null, revenues_per_view: null, viewed_videos: 0 }]),
  },
)
