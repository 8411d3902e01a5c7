import moment from 'moment'
import type { VariableValue } from './variable-state.ts'

/** A value of milliseconds since 1970 in the format `date`: `iso`, `seconds`, `ms` or a pattern of Moment; in UTC. */
export function formatDate(value: VariableValue, args: readonly string[]): string {
  const milliseconds = asMilliseconds(value)
  if (Number.isNaN(milliseconds)) return 'NaN'
  const [kind = 'iso'] = args
  switch (kind) {
    case 'ms':
      return String(value)
    case 'seconds':
      return String(Math.round(milliseconds / 1000))
    case 'iso':
      return moment.utc(milliseconds).toISOString()
    default:
      return moment.utc(milliseconds).format(args.length > 1 ? args.join(':') : kind)
  }
}

function asMilliseconds(value: VariableValue): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? Number.parseInt(value, 10) : Number.NaN
}

/** A moment as Grafana shows it to people; in UTC. */
export const formatMoment = (date: Date): string => moment.utc(date).format('YYYY-MM-DD HH:mm:ss')
