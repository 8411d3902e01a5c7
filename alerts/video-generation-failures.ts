import { above, ago, alertRule, now, ratio, rows } from 'sightline'
import { generationSuccessRate } from '../dashboards/operations/video-generation-pipeline.ts'
import { videoGenerationLog } from '../sql/sources.ts'
import { warnings } from './contact-points.ts'

export const videoGenerationFailures = alertRule('Video Generation Failures', {
  uid: 'ytempire-video-generation-failures',
  summary: '{{ humanizePercentage $values.B.Value }} of the generation attempts of the last hour failed.',
  description:
    'Failed attempts out of all that published or failed in the last hour; above 10%. Attempts that still run do not count. Group video_generation_log of the last hour by channel: one channel points at its settings, all of them at a service. It fires at once: the hour that is looked at already smooths single failures.',
  query: rows(videoGenerationLog)
    .where('created_at', '>', ago({ hours: 1 }))
    .where('created_at', '<=', now())
    .where('status', 'in', ['published', 'failed'])
    .having((eb) => eb(eb.fn.countAll(), '>', 0))
    .select((eb) => {
      const failed = eb.fn.countAll().filterWhere('status', '=', 'failed')
      return ratio(failed, eb.fn.countAll()).as('failure_rate')
    }),
  value: 'failure_rate',
  condition: above(0.1),
  every: '15m',
  for: '0s',
  severity: 'warning',
  labels: { team: 'content' },
  noData: 'OK', // no row: no attempt has finished
  onError: 'Error',
  contactPoint: warnings,
  shownOn: generationSuccessRate,
})
