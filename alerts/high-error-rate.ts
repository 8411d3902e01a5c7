import { above, ago, alertRule, now, rows } from 'sightline'
import { errorLogs } from '../sql/sources.ts'
import { warnings } from './contact-points.ts'

export const highErrorRate = alertRule('High Error Rate', {
  uid: 'ytempire-high-error-rate',
  summary: '{{ $values.B.Value }} errors in the last 5 minutes, more than 50.',
  description:
    'Log lines of severity error and critical. Group error_logs of the last minutes by service and message to find the one that grew; look at API Response Time for what users feel. It fires at once: the count already spans the 5 minutes between two evaluations.',
  query: rows(errorLogs)
    .where('timestamp', '>', ago({ minutes: 5 }))
    .where('timestamp', '<=', now())
    .where('severity', 'in', ['error', 'critical'])
    .select((eb) => eb.fn.countAll().as('error_count')),
  value: 'error_count',
  condition: above(50),
  every: '5m',
  for: '0s',
  severity: 'warning',
  labels: { team: 'platform' },
  noData: 'NoData', // a count always has a row
  onError: 'Error',
  contactPoint: warnings,
})
