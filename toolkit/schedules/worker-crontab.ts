import type { CronItem } from 'graphile-worker'
import { cronMatcher } from '../foundation/cron-expression.ts'
import type { DesiredSchedule } from '../release/desired-schedules.ts'

/** The one task of the queue; its payload names the schedule. */
export const scheduleTask = 'sightline_schedule'

/** A schedule's own queue: of the jobs in one queue, one runs at a time. */
export const queueOf = (schedule: string) => `sightline:${schedule}`

/** When each schedule that is not paused enters the queue; of one that is late, only one run waits. */
export function workerCrontab(schedules: readonly DesiredSchedule[]): CronItem[] {
  return schedules
    .filter(({ active }) => active)
    .map(({ name, cron }) => {
      const identifier = queueOf(name)
      const options = { queueName: identifier, jobKey: identifier }
      return { task: scheduleTask, identifier, match: cronMatcher(cron), payload: { name }, options }
    })
}

/** The schedule that a job of the queue is for. */
export function scheduleOf(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'name' in payload ? payload.name : undefined
}
