import { factory, given, proofs } from 'sightline/proofs'
import { channels, users, videoGenerationLog, videos } from '../../sql/sources.ts'
import { monthlyReport } from './index.ts'

const user = factory(users, { status: 'active' })
const ann = user({ user_id: 'ann', email: 'ann@example.com' })
const channel = factory(channels, { channel_id: 'tea', channel_name: 'Tea', user_id: 'ann' })
const video = factory(videos, {
  channel_id: 'tea',
  status: 'published',
  published_at: '2026-02-14T12:00:00Z',
})
const attempt = factory(videoGenerationLog, {
  channel_id: 'tea',
  status: 'published',
  created_at: '2026-02-14T12:00:00Z',
})
const january = '2026-01-31T12:00:00Z'

export default proofs(
  { now: '2026-03-01T10:00:00Z' },
  {
    'a month in which nothing happened says so': given(ann).report(monthlyReport, 'ann', {
      'Financial summary': 'Nothing in this period.',
      'Growth metrics': 'Nothing in this period.',
      'Channel analysis': 'You have no channels yet.',
      Recommendations: 'Nothing stands out.',
    }),
    'who has paused gets no monthly report': given(
      ann,
      user({ user_id: 'bob', status: 'paused' }),
    ).recipients(monthlyReport, ['ann']),

    'February is told of, from its first moment to its last': given(
      ann,
      channel(),
      video({ video_id: 'a', published_at: '2026-01-31T23:59:59.999Z', revenue_cents: 1 }),
      video({ video_id: 'b', published_at: '2026-02-01T00:00:00Z', revenue_cents: 10 }),
      video({ video_id: 'c', published_at: '2026-02-28T23:59:59.999Z', revenue_cents: 100 }),
      video({ video_id: 'd', published_at: '2026-03-01T00:00:00Z', revenue_cents: 1000 }),
      attempt({ created_at: '2026-01-31T23:59:59.999Z', total_cost_cents: 2 }),
      attempt({ created_at: '2026-02-28T23:59:59.999Z', total_cost_cents: 30 }),
      attempt({ created_at: '2026-03-01T00:00:00Z', total_cost_cents: 4000 }),
    ).report(monthlyReport, 'ann', {
      'Financial summary': {
        revenue: { now: '$1.10', before: '$0.01' },
        cost: { now: '$0.30', before: '$0.02' },
        profit: { now: '$0.80', before: '-$0.01' },
      },
    }),
    'costs of a failed attempt are costs': given(
      ann,
      channel(),
      video({ revenue_cents: 500 }),
      attempt({ total_cost_cents: 200 }),
      attempt({ status: 'failed', total_cost_cents: 100 }),
    ).report(monthlyReport, 'ann', {
      'Financial summary': { revenue: 5, cost: 3, profit: '$2.00' },
    }),
    'a month of costs alone is a loss': given(ann, channel(), attempt({ total_cost_cents: 100 })).report(
      monthlyReport,
      'ann',
      { 'Financial summary': { revenue: '$0.00', cost: '$1.00', profit: '-$1.00' } },
    ),
    'a month of revenue alone is a profit': given(ann, channel(), video({ revenue_cents: 100 })).report(
      monthlyReport,
      'ann',
      { 'Financial summary': { revenue: '$1.00', cost: '$0.00', profit: '$1.00' } },
    ),
    'costs that nobody knows are none': given(ann, channel(), attempt({ total_cost_cents: null })).report(
      monthlyReport,
      'ann',
      { 'Financial summary': { cost: '$0.00', profit: '$0.00' } },
    ),
    'higher costs are bad, and so is a larger loss': given(
      ann,
      channel(),
      attempt({ total_cost_cents: 300 }),
      attempt({ total_cost_cents: 200, created_at: january }),
    ).report(monthlyReport, 'ann', {
      'Financial summary': {
        cost: { change: 0.5, mood: 'bad' },
        profit: { now: -3, before: -2, change: -0.5, mood: 'bad' },
      },
    }),

    'growth is that of all channels together': given(
      ann,
      channel(),
      channel({ channel_id: 'ale', channel_name: 'Ale' }),
      channel({ channel_id: 'idle', channel_name: 'Idle' }),
      video({ video_id: 'a', views: 900, likes: 30, comments: 6, shares: 500 }),
      video({ video_id: 'b', channel_id: 'ale', views: 100, likes: 4 }),
      video({ video_id: 'c', views: 500, likes: 10, published_at: january }),
    ).report(monthlyReport, 'ann', {
      'Growth metrics': {
        videos: { now: 2, before: 1, change: 1, mood: 'good' },
        channels: { now: 2, before: 1 },
        views: { now: '1,000', before: '500' },
        views_per_video: { now: '500', before: '500', change: 0, mood: 'neither' },
        engagement: { now: '4.00%', before: '2.00%', change: 1, mood: 'good' },
      },
    }),
    'without a view there is no engagement': given(ann, channel(), video({ likes: 3 })).report(
      monthlyReport,
      'ann',
      { 'Growth metrics': { views: 0, views_per_video: 0, engagement: null } },
    ),
    'the channels of the month are named, the best first': given(
      ann,
      channel(),
      channel({ channel_id: 'ale', channel_name: 'Ale' }),
      video({ revenue_cents: 100 }),
    ).report(monthlyReport, 'ann', {
      'Channel analysis': [
        { channel_name: 'Tea', videos: 1, revenue: '$1.00' },
        { channel_name: 'Ale', videos: 0, revenue: '$0.00' },
      ],
    }),
    'what the month says could be better is recommended': given(
      ann,
      channel(),
      video({ revenue_cents: 100 }),
      attempt({ total_cost_cents: 500 }),
    ).report(monthlyReport, 'ann', {
      Recommendations: [{ subject: 'Tea', figures: 'a video cost $5.00 and earned $1.00' }],
    }),
  },
)
