import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { channels, users, videos } from '../../sql/sources.ts'
import { channelPerformanceDashboard } from './index.ts'

const user = factory(users, { user_id: 'ann', email: 'ann@example.com', status: 'active' })
const channel = factory(channels, { channel_id: 'one', user_id: 'ann' })
const video = factory(videos, {
  channel_id: 'one',
  title: 'Hello',
  status: 'published',
  published_at: '2026-03-10T12:00:00Z',
})

const table = 'Top Performing Videos'

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'Top Performing Videos shows that there is none': given(user()).panel(
      channelPerformanceDashboard,
      table,
      'No data',
    ),
    'Top Performing Videos shows a video in its units': given(
      user(),
      channel(),
      video({ views: 1500, likes: 60, comments: 30, revenue_cents: 123_456 }),
    ).panel(channelPerformanceDashboard, table, [
      {
        Video: 'Hello',
        Views: '1,500',
        Engagement: { text: '6.0%', color: 'green' },
        Revenue: '$1.23K',
        Tier: { text: 'Unranked', color: 'text' },
        Published: '2026-03-10 12:00:00',
      },
    ]),
    ...proveEach(
      { 199: ['2.0%', 'red'], 200: ['2.0%', 'yellow'], 399: ['4.0%', 'yellow'], 400: ['4.0%', 'green'] },
      ([text = '', color = ''], likes) => [
        `Top Performing Videos has ${likes} likes of 10000 views in ${color}`,
        given(user(), channel(), video({ views: 10_000, likes: Number(likes) })).panel(
          channelPerformanceDashboard,
          table,
          [{ Engagement: { text, color } }],
        ),
      ],
    ),
    'Top Performing Videos has a dash for a video without views': given(user(), channel(), video()).panel(
      channelPerformanceDashboard,
      table,
      [{ Views: '0', Engagement: '–' }],
    ),
    'Top Performing Videos has the most viewed first, and 20 at most': given(
      user(),
      channel(),
      Array.from({ length: 22 }, (_, index) => video({ title: `${index}`, views: index })),
    ).panel(
      channelPerformanceDashboard,
      table,
      Array.from({ length: 20 }, (_, index) => ({ Video: `${21 - index}` })),
    ),
    'Top Performing Videos has videos with the same views in the order of their ids': given(
      user(),
      channel(),
      video({ video_id: 'b', title: 'Second' }),
      video({ video_id: 'a', title: 'First' }),
    ).panel(channelPerformanceDashboard, table, [{ Video: 'First' }, { Video: 'Second' }]),
    'Top Performing Videos leaves out other users': given(
      user(),
      channel(),
      channel({ channel_id: 'two', user_id: 'bob' }),
      video({ title: 'Mine' }),
      video({ channel_id: 'two', title: 'Not mine' }),
    ).panel(channelPerformanceDashboard, table, [{ Video: 'Mine' }]),
    'Top Performing Videos looks back 30 days': given(
      user(),
      channel(),
      video({ published_at: '2026-02-13T12:00:00Z', title: 'In', views: 2 }),
      video({ published_at: '2026-02-13T11:59:59Z', title: 'Out', views: 1 }),
    ).panel(channelPerformanceDashboard, table, [{ Video: 'In' }]),
    'Top Performing Videos looks back as far as is chosen': given(
      user(),
      channel(),
      video({ published_at: '2026-01-01T12:00:00Z', title: 'In' }),
      video({ published_at: '2025-12-01T12:00:00Z', title: 'Out' }),
    ).panel(channelPerformanceDashboard, table, [{ Video: 'In' }], { variables: { time_range: '90d' } }),
  },
)
