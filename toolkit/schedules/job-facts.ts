import type { DesiredSchedule } from '../release/desired-schedules.ts'

export type RunOutcome = 'succeeded' | 'failed' | 'running'

/** What pg_cron, or the worker, knows of one job. */
export interface JobFacts {
  readonly name: string
  readonly cron: string
  /** Whether it will run when its time comes. */
  readonly present: boolean
  readonly active: boolean
  readonly lastRun: Date | undefined
  readonly milliseconds: number | undefined
  readonly outcome: RunOutcome | undefined
  readonly message: string | undefined
  /** Runs of the last seven days that failed. */
  readonly failures: number
}

/** What pg_cron, or the worker, knows of all jobs, and which it ought to know. */
export interface RunnerFacts {
  readonly jobs: readonly JobFacts[]
  readonly desired: readonly DesiredSchedule[]
  readonly timeZone: string
}

/** Postgres says null of what never was. */
export function withoutNulls<T extends Omit<JobFacts, 'name' | 'cron' | 'present' | 'active'>>(job: T): T {
  return {
    ...job,
    lastRun: job.lastRun ?? undefined,
    milliseconds: job.milliseconds ?? undefined,
    outcome: job.outcome ?? undefined,
    message: job.message ?? undefined,
  }
}
