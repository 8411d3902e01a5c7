import type { RecordedSchedules } from '../../../schedules/plan-schedules.ts'
import type { Records } from '../../records/records.ts'
import type { RecordedKind } from '../recorded-kind.ts'

/** A job of pg_cron, which is asked for separately. */
export const recordedSchedule: RecordedKind = {
  space: 'job',
  isDerived: false,
  isOutsidePhases: false,
  staysBehind: false,
  live: () => ({}),
  drift: () => [],
  isDone: () => true,
}

/** The names of the jobs that releases scheduled here. */
export function recordedSchedules({ objects, otherSchedules }: Records): RecordedSchedules {
  const own = objects.filter(({ kind }) => kind === 'schedule').map(({ name }) => name)
  return { own, others: otherSchedules }
}
