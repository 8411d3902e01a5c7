import {
  follow,
  from,
  incrementalView,
  interval,
  percentile,
  ratio,
  rows,
  sql,
  startOfToday,
  utcDay,
} from 'sightline'
import { dollars } from '../dollars.ts'
import { channels, videoGenerationLog, videos } from '../sources.ts'

const windowLength = { days: 90 } as const
const windowStart = sql<Date>`${startOfToday()} - ${interval(windowLength)}`

export const videoGenerationMetrics = incrementalView('analytics.video_generation_metrics', {
  description:
    'How video generation went per UTC day of the last 90 days: attempts, speed, quality, cost, and what the videos earned. An attempt belongs to the day it was made; the revenue of a video counts once, on the day of its first published attempt.',
  grain: ['date'],
  columns: {
    date: 'The UTC day of the attempts.',
    active_users: 'Users whose channels had an attempt (distinct count).',
    active_channels: 'Channels that had an attempt (distinct count).',
    videos_generated: 'Attempts that gave a video (count).',
    videos_published: 'Attempts of status published (count).',
    videos_failed: 'Attempts of status failed, with a video or without (count).',
    avg_generation_time: 'Mean generation time over attempts where it is known (seconds).',
    p95_generation_time: '95th percentile of the generation time (seconds).',
    avg_quality_score: 'Mean quality score over attempts where it is known (score).',
    avg_cost_per_video: 'Mean cost over attempts where it is known (US dollars).',
    total_generation_cost: 'Sum of the known costs of all attempts (US dollars).',
    success_rate: 'Published / (published + failed) attempts (fraction); null when none has finished.',
    cost_target_achievement:
      'Attempts that cost at most 3 US dollars / attempts with a known cost (fraction).',
    avg_profit_per_video:
      'Mean of revenue minus cost over first published attempts where both are known (US dollars).',
    overall_roi: 'Revenue / cost of those first published attempts (ratio).',
  },
  query: attempts()
    .selectFrom('attempts')
    .groupBy('date')
    .select('date')
    .select((eb) => [
      eb.fn.count('user_id').distinct().as('active_users'),
      eb.fn.count('channel_id').distinct().as('active_channels'),
      eb.fn.count('video_id').as('videos_generated'),
      eb.fn.countAll().filterWhere('status', '=', 'published').as('videos_published'),
      eb.fn.countAll().filterWhere('status', '=', 'failed').as('videos_failed'),
      eb.fn.avg('generation_time_seconds').as('avg_generation_time'),
      percentile(0.95, eb.ref('generation_time_seconds')).as('p95_generation_time'),
      eb.fn.avg('quality_score').as('avg_quality_score'),
      eb.fn.avg('cost').as('avg_cost_per_video'),
      eb.fn.sum('cost').as('total_generation_cost'),
    ])
    .select((eb) => {
      const published = eb.fn.countAll().filterWhere('status', '=', 'published')
      const finished = eb.fn.countAll().filterWhere('status', 'in', ['published', 'failed'])
      const onTarget = eb.fn.countAll().filterWhere('cost', '<=', 3)
      return [
        ratio(published, finished).as('success_rate'),
        ratio(onTarget, eb.fn.count('cost')).as('cost_target_achievement'),
      ]
    })
    .select((eb) => {
      const revenue = eb.fn.sum('revenue').filterWhere('cost', 'is not', null)
      const cost = eb.fn.sum('cost').filterWhere('revenue', 'is not', null)
      return [
        eb.fn.avg(eb('revenue', '-', eb.ref('cost'))).as('avg_profit_per_video'),
        ratio(revenue, cost).as('overall_roi'),
      ]
    }),
  follow: [
    follow(
      videoGenerationLog,
      rows(videoGenerationLog).select((eb) => utcDay(eb.ref('created_at')).as('date')),
      { ages: { created_at: [{ ...windowLength, of: 'today' }] } },
    ),
    // Another attempt may become the first published one of its video, and a video earns on the day of that one.
    follow(videoGenerationLog, publishedDays(videoGenerationLog)),
    follow(videos, publishedDays(videos)),
    follow(
      channels,
      rows(channels, videoGenerationLog)
        .innerJoin('video_generation_log as log', 'log.channel_id', 'channels.channel_id')
        .where('log.created_at', '>=', windowStart)
        .select((eb) => utcDay(eb.ref('log.created_at')).as('date')),
    ),
  ],
})

/** The days of the window on which the videos of these rows were published. */
function publishedDays(of: typeof videos | typeof videoGenerationLog) {
  return rows(of, videoGenerationLog)
    .innerJoin('video_generation_log as log', 'log.video_id', `${of.name}.video_id`)
    .where('log.status', '=', 'published')
    .where('log.created_at', '>=', windowStart)
    .select((eb) => utcDay(eb.ref('log.created_at')).as('date'))
}

/** Attempts of the window with their day; only the first published one of a video has its revenue. */
function attempts() {
  return from(videoGenerationLog, channels, videos).with('attempts', (db) =>
    db
      .selectFrom('video_generation_log as log')
      .innerJoin('channels', 'channels.channel_id', 'log.channel_id')
      .leftJoin('videos', (join) =>
        join
          .onRef('videos.video_id', '=', 'log.video_id')
          .on('log.status', '=', 'published')
          .on(({ exists, not, selectFrom }) =>
            not(
              exists(
                selectFrom('video_generation_log as earlier')
                  .whereRef('earlier.video_id', '=', 'log.video_id')
                  .where('earlier.status', '=', 'published')
                  .where((eb) =>
                    eb(
                      eb.refTuple('earlier.created_at', 'earlier.generation_id'),
                      '<',
                      eb.refTuple('log.created_at', 'log.generation_id'),
                    ),
                  )
                  .select('earlier.generation_id'),
              ),
            ),
          ),
      )
      .where('log.created_at', '>=', windowStart)
      .select((eb) => [
        utcDay(eb.ref('log.created_at')).as('date'),
        'channels.user_id',
        'log.channel_id',
        'log.video_id',
        'log.status',
        'log.generation_time_seconds',
        'log.quality_score',
        dollars(eb.ref('log.total_cost_cents')).as('cost'),
        dollars(eb.ref('videos.revenue_cents')).as('revenue'),
      ]),
  )
}
