import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { channelAnalytics, channels, users, videos } from '../../sql/sources.ts'
import { channelPerformanceDashboard } from './index.ts'

const user = factory(users, { user_id: 'ann', email: 'ann@example.com', status: 'active' })
const channel = factory(channels, { channel_id: 'one', user_id: 'ann', channel_name: 'One' })
const video = factory(videos, {
  channel_id: 'one',
  status: 'published',
  published_at: '2026-03-10T00:00:00Z',
})
const count = factory(channelAnalytics, { channel_id: 'one', date: '2026-03-15', subscriber_count: 500 })

const matrix = 'Channel Performance Matrix'

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'Channel Performance Matrix shows that there is none': given(user()).panel(
      channelPerformanceDashboard,
      matrix,
      'No data',
    ),
    'Channel Performance Matrix has a point for each channel of the user': given(
      user(),
      channel(),
      video({ views: 1500, revenue_cents: 60_000 }),
      count(),
      channel({ channel_id: 'two', user_id: 'bob', channel_name: 'Two' }),
    ).panel(channelPerformanceDashboard, matrix, [
      {
        Channel: 'One',
        'Views (30d)': '1.50 K',
        'Revenue (30d)': '$600',
        Subscribers: '500',
        Tier: { text: 'Developing', color: 'yellow' },
      },
    ]),
    'Channel Performance Matrix shows the channels of the user who is chosen': given(
      user(),
      user({ user_id: 'bob', email: 'bob@example.com' }),
      channel(),
      channel({ channel_id: 'two', user_id: 'bob', channel_name: 'Two' }),
    ).panel(channelPerformanceDashboard, matrix, [{ Channel: 'Two' }], { variables: { user_id: 'bob' } }),
    'Channel Performance Matrix draws the largest channels first, those without a count last': given(
      user(),
      channel({ channel_id: 'none', channel_name: 'None' }),
      channel({ channel_id: 'small', channel_name: 'Small' }),
      channel({ channel_id: 'large', channel_name: 'Large' }),
      count({ channel_id: 'small', subscriber_count: 10 }),
      count({ channel_id: 'large', subscriber_count: 1000 }),
    ).panel(channelPerformanceDashboard, matrix, [
      { Channel: 'Large' },
      { Channel: 'Small' },
      { Channel: 'None' },
    ]),
    ...proveEach(
      {
        1000000: ['Elite', 'purple'],
        500000: ['Growth', 'blue'],
        200000: ['Established', 'green'],
        50000: ['Developing', 'yellow'],
        0: ['Struggling', 'red'],
      },
      ([tier = '', color = ''], cents) => [
        `Channel Performance Matrix has ${tier} channels in ${color}`,
        given(user(), channel(), video({ revenue_cents: Number(cents) })).panel(
          channelPerformanceDashboard,
          matrix,
          [{ Tier: { text: tier, color } }],
        ),
      ],
    ),
  },
)
