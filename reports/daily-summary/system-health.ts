import { from, ratio, timeFilter } from 'sightline'
import { figures } from 'sightline/reports'
import { channels, videoGenerationLog } from '../../sql/sources.ts'

export const systemHealth = figures({
  title: 'System health',
  description: 'How the generation of your videos went.',
  query: from(videoGenerationLog, channels)
    .selectFrom('video_generation_log as attempts')
    .innerJoin('channels', 'channels.channel_id', 'attempts.channel_id')
    .where((eb) => timeFilter(eb.ref('attempts.created_at')))
    .groupBy('channels.user_id')
    .select((eb) => {
      const all = eb.fn.countAll<number>()
      const finished = eb.fn.countAll<number>().filterWhere('attempts.status', 'in', ['published', 'failed'])
      const failed = eb.fn.countAll<number>().filterWhere('attempts.status', '=', 'failed')
      return [
        'channels.user_id',
        all.as('attempts'),
        failed.as('failed'),
        ratio(failed, finished).as('failure_rate'),
        eb.fn.avg<number | null>('attempts.generation_time_seconds').as('generation_time'),
      ]
    }),
  figures: {
    attempts: { label: 'Videos generated or tried' },
    failed: { label: 'Failed', better: 'lower' },
    failure_rate: { label: 'Failure rate', unit: 'percentunit', decimals: 1, better: 'lower' },
    generation_time: { label: 'Mean time to generate', unit: 's', decimals: 1, better: 'lower' },
  },
  empty: 'No video was generated.',
})
