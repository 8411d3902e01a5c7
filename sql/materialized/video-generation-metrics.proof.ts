import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { channels, videoGenerationLog, videos } from '../sources.ts'
import { videoGenerationMetrics } from './video-generation-metrics.ts'

const channel = factory(channels, { channel_id: 'one', user_id: 'ann' })
const attempt = factory(videoGenerationLog, {
  channel_id: 'one',
  created_at: '2026-03-15T10:00:00Z',
  status: 'published',
})
const video = factory(videos, { channel_id: 'one', video_id: 'v', revenue_cents: 1000 })
const published = factory(videoGenerationLog, {
  channel_id: 'one',
  created_at: '2026-03-15T10:00:00Z',
  status: 'published',
  video_id: 'v',
  total_cost_cents: 250,
})

export default proofs(
  {
    now: '2026-03-15T12:00:00Z',
    equivalent: [
      {
        of: videoGenerationMetrics,
        change:
          'video_generation_log as log inner join public. → video_generation_log as log left join public.',
        reason: 'A foreign key gives each attempt its channel.',
      },
    ],
  },
  {
    'without attempts there is no day': given().view(videoGenerationMetrics, []),
    'an attempt of which nothing is known makes a day of counts': given(attempt({ status: 'running' })).view(
      videoGenerationMetrics,
      [
        {
          date: '2026-03-15',
          active_users: 1,
          active_channels: 1,
          videos_generated: 0,
          videos_published: 0,
          videos_failed: 0,
          avg_generation_time: null,
          p95_generation_time: null,
          avg_quality_score: null,
          avg_cost_per_video: null,
          total_generation_cost: null,
          success_rate: null,
          cost_target_achievement: null,
          avg_profit_per_video: null,
          overall_roi: null,
        },
      ],
    ),

    'days end at midnight in UTC': given(
      attempt({ created_at: '2026-03-14T23:59:59.999Z' }),
      attempt({ created_at: '2026-03-15T00:00:00Z' }),
    ).view(videoGenerationMetrics, [
      { date: '2026-03-14', videos_published: 1 },
      { date: '2026-03-15', videos_published: 1 },
    ]),
    'the 90th day before today is the first': given(attempt({ created_at: '2025-12-15T00:00:00Z' })).view(
      videoGenerationMetrics,
      [{ date: '2025-12-15' }],
    ),
    'what was before the 90th day is left out': given(
      attempt({ created_at: '2025-12-14T23:59:59.999Z' }),
    ).view(videoGenerationMetrics, []),
    'the window begins with a whole day, whatever time it is': given(
      attempt({ created_at: '2025-12-15T00:00:00Z' }),
    )
      .at('2026-03-15T23:59:59Z')
      .view(videoGenerationMetrics, [{ date: '2025-12-15' }]),
    'the window moves at midnight': given(attempt({ created_at: '2025-12-15T23:59:59Z' }))
      .at('2026-03-16T00:00:00Z')
      .view(videoGenerationMetrics, []),

    'a user with two channels is one user': given(
      channel(),
      channel({ channel_id: 'two' }),
      attempt(),
      attempt({ channel_id: 'two' }),
    ).view(videoGenerationMetrics, [{ active_users: 1, active_channels: 2 }]),
    'two users are two': given(
      channel(),
      channel({ channel_id: 'two', user_id: 'bob' }),
      attempt(),
      attempt({ channel_id: 'two' }),
    ).view(videoGenerationMetrics, [{ active_users: 2, active_channels: 2, videos_published: 2 }]),
    'two attempts of a channel are one channel': given(attempt(), attempt()).view(videoGenerationMetrics, [
      { active_users: 1, active_channels: 1, videos_published: 2 },
    ]),
    'a channel that is paused counts': given(channel({ status: 'paused' }), attempt()).view(
      videoGenerationMetrics,
      [{ active_channels: 1 }],
    ),

    ...proveEach(['running', 'published', 'failed'], (status) => [
      `an attempt that is ${status} counts as that, and as a video where it gave one`,
      given(attempt({ status, video_id: 'x' }), attempt({ status })).view(videoGenerationMetrics, [
        {
          videos_generated: 1,
          videos_published: status === 'published' ? 2 : 0,
          videos_failed: status === 'failed' ? 2 : 0,
        },
      ]),
    ]),

    'the time is the mean over attempts where it is known': given(
      attempt({ generation_time_seconds: 10 }),
      attempt({ generation_time_seconds: 15.5 }),
      attempt(),
    ).view(videoGenerationMetrics, [{ avg_generation_time: 12.75 }]),
    'the 95th percentile of the time is interpolated': given(
      attempt({ generation_time_seconds: 10 }),
      attempt({ generation_time_seconds: 20 }),
      attempt(),
    ).view(videoGenerationMetrics, [{ p95_generation_time: 19.5 }]),
    'the quality is the mean over attempts where it is known': given(
      attempt({ quality_score: 80 }),
      attempt({ quality_score: 85 }),
      attempt(),
    ).view(videoGenerationMetrics, [{ avg_quality_score: 82.5 }]),
    'the cost is in dollars, its mean over attempts where it is known': given(
      attempt({ total_cost_cents: 250 }),
      attempt({ total_cost_cents: 101 }),
      attempt(),
    ).view(videoGenerationMetrics, [{ avg_cost_per_video: 1.755, total_generation_cost: 3.51 }]),
    'attempts that failed cost, too': given(attempt({ status: 'failed', total_cost_cents: 100 })).view(
      videoGenerationMetrics,
      [{ avg_cost_per_video: 1, total_generation_cost: 1 }],
    ),
    'an attempt that cost nothing has a known cost': given(attempt({ total_cost_cents: 0 })).view(
      videoGenerationMetrics,
      [{ avg_cost_per_video: 0, cost_target_achievement: 1 }],
    ),

    'success is the part that published of what finished': given(
      attempt(),
      attempt(),
      attempt(),
      attempt({ status: 'failed', video_id: 'x' }),
      attempt({ status: 'running' }),
    ).view(videoGenerationMetrics, [{ success_rate: 0.75 }]),
    'failures without a video enter the success rate': given(attempt(), attempt({ status: 'failed' })).view(
      videoGenerationMetrics,
      [{ success_rate: 0.5 }],
    ),
    'a day of failures has a success rate of 0': given(attempt({ status: 'failed' })).view(
      videoGenerationMetrics,
      [{ success_rate: 0 }],
    ),
    'success is not truncated': given(
      attempt(),
      attempt({ status: 'failed' }),
      attempt({ status: 'failed' }),
    ).view(videoGenerationMetrics, [{ success_rate: 1 / 3 }]),
    'a cost of 3 dollars is on target, one of a cent more is not': given(
      attempt({ total_cost_cents: 300 }),
      attempt({ total_cost_cents: 301 }),
    ).view(videoGenerationMetrics, [{ cost_target_achievement: 0.5 }]),
    'attempts of unknown cost are neither on target nor off': given(
      attempt({ total_cost_cents: 300 }),
      attempt(),
    ).view(videoGenerationMetrics, [{ cost_target_achievement: 1 }]),
    'a day over target achieves 0': given(attempt({ total_cost_cents: 400 })).view(videoGenerationMetrics, [
      { cost_target_achievement: 0 },
    ]),

    'profit is revenue minus cost, the return is their quotient': given(video(), published()).view(
      videoGenerationMetrics,
      [{ avg_profit_per_video: 7.5, overall_roi: 4 }],
    ),
    'profit is a mean over videos, the return one of sums': given(
      video(),
      published(),
      video({ video_id: 'w', revenue_cents: 200 }),
      published({ video_id: 'w', total_cost_cents: 350 }),
    ).view(videoGenerationMetrics, [{ avg_profit_per_video: 3, overall_roi: 2 }]),
    'the return is not truncated': given(
      video({ revenue_cents: 100 }),
      published({ total_cost_cents: 300 }),
    ).view(videoGenerationMetrics, [{ overall_roi: 1 / 3 }]),
    'a retried video earns once, on the day it was published first': given(
      video(),
      published({ created_at: '2026-03-14T10:00:00Z' }),
      published({ created_at: '2026-03-15T10:00:00Z' }),
    ).view(videoGenerationMetrics, [
      { date: '2026-03-14', avg_profit_per_video: 7.5, overall_roi: 4 },
      { date: '2026-03-15', videos_published: 1, avg_profit_per_video: null, overall_roi: null },
    ]),
    'a video that is published twice on a day earns once': given(video(), published(), published()).view(
      videoGenerationMetrics,
      [{ videos_published: 2, avg_profit_per_video: 7.5, overall_roi: 4 }],
    ),
    'an attempt that failed before is not the first published one': given(
      video(),
      published({ created_at: '2026-03-14T10:00:00Z', status: 'failed' }),
      published(),
    ).view(videoGenerationMetrics, [
      { date: '2026-03-14', avg_profit_per_video: null },
      { date: '2026-03-15', avg_profit_per_video: 7.5 },
    ]),
    'of two attempts at one moment the first by number is the first': given(
      video(),
      published({ generation_id: 2, total_cost_cents: 100 }),
      published({ generation_id: 1, total_cost_cents: 250 }),
    ).view(videoGenerationMetrics, [{ overall_roi: 4 }]),
    'a video that was first published before the window earns nothing in it': given(
      video(),
      published({ created_at: '2025-01-01T10:00:00Z' }),
      published(),
    ).view(videoGenerationMetrics, [{ date: '2026-03-15', avg_profit_per_video: null, overall_roi: null }]),
    'an attempt that runs or failed earns nothing': given(
      video(),
      published({ status: 'running' }),
      published({ status: 'failed' }),
    ).view(videoGenerationMetrics, [{ avg_profit_per_video: null, overall_roi: null }]),
    'a first attempt of unknown cost has no profit': given(
      video(),
      published({ total_cost_cents: null }),
    ).view(videoGenerationMetrics, [{ avg_profit_per_video: null, overall_roi: null }]),
    'the cost of a second attempt does not stand in for that of the first': given(
      video(),
      published({ total_cost_cents: null, created_at: '2026-03-15T09:00:00Z' }),
      published(),
    ).view(videoGenerationMetrics, [{ avg_profit_per_video: null, overall_roi: null }]),
    'a video that is not known has no revenue': given(published({ video_id: 'lost' })).view(
      videoGenerationMetrics,
      [{ videos_generated: 1, avg_profit_per_video: null, overall_roi: null }],
    ),
    'cost without revenue does not enter the return': given(
      video(),
      published(),
      published({ video_id: 'lost', total_cost_cents: 5000 }),
    ).view(videoGenerationMetrics, [{ avg_profit_per_video: 7.5, overall_roi: 4 }]),
    'revenue without cost does not enter the return': given(
      video(),
      published(),
      video({ video_id: 'w', revenue_cents: 9000 }),
      published({ video_id: 'w', total_cost_cents: null }),
    ).view(videoGenerationMetrics, [{ avg_profit_per_video: 7.5, overall_roi: 4 }]),
    'videos that cost nothing have no return': given(video(), published({ total_cost_cents: 0 })).view(
      videoGenerationMetrics,
      [{ avg_profit_per_video: 10, overall_roi: null }],
    ),
    'a video without revenue so far made a loss': given(video({ revenue_cents: 0 }), published()).view(
      videoGenerationMetrics,
      [{ avg_profit_per_video: -2.5, overall_roi: 0 }],
    ),
  },
)
