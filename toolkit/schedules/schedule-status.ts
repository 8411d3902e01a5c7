import type { ClientBase } from 'pg'
import { nextRun } from '../foundation/cron-expression.ts'
import type { DesiredSchedule } from '../release/desired-schedules.ts'
import type { JobFacts, RunnerFacts, RunOutcome } from './job-facts.ts'
import { hasPgCron } from './pg-cron.ts'
import { pgCronFacts } from './pg-cron-status.ts'
import { isWorkerAlive, workerFacts } from './worker-status.ts'

/** How one scheduled job fares. */
export interface ScheduleStatus {
  readonly name: string
  readonly cron: string
  readonly state: 'active' | 'paused' | 'missing' | 'not defined'
  readonly lastRun: Date | undefined
  readonly milliseconds: number | undefined
  readonly outcome: RunOutcome | undefined
  /** What the last run said, where it failed. */
  readonly message: string | undefined
  readonly failuresIn7Days: number
  readonly nextRun: Date | undefined
}

export interface ScheduleReport {
  readonly runner: 'pg_cron' | 'worker'
  /** False where no worker is running and pg_cron is not there either. */
  readonly running: boolean
  readonly jobs: readonly ScheduleStatus[]
}

/**
 * Compares the defined schedules with what pg_cron, or the worker, runs and has run.
 *
 * @example const { jobs } = await scheduleStatus(client, desiredSchedules(project))
 */
export async function scheduleStatus(
  client: ClientBase,
  desired: readonly DesiredSchedule[],
): Promise<ScheduleReport> {
  const workerAlive = await isWorkerAlive(client)
  const cron = (await hasPgCron(client)) ? await pgCronFacts(client, desired) : undefined
  const scheduled = cron?.jobs.some(({ name }) => desired.some((wanted) => wanted.name === name))
  const runner = cron && (scheduled || !workerAlive) ? 'pg_cron' : 'worker'
  const facts = runner === 'pg_cron' && cron ? cron : await workerFacts(client, desired, workerAlive)
  const { rows } = await client.query<{ now: Date }>('select now()')
  const now = rows[0]?.now ?? new Date()
  const wanted = facts.desired.map((schedule) => {
    const job = facts.jobs.find(({ name }) => name === schedule.name)
    const state = job?.present ? (job.active ? 'active' : 'paused') : 'missing'
    return statusOf(schedule, job, state, facts, now)
  })
  const others = facts.jobs
    .filter(({ name }) => !facts.desired.some((schedule) => schedule.name === name))
    .map((job) => statusOf(job, job, 'not defined', facts, now))
  return { runner, running: runner === 'pg_cron' || workerAlive, jobs: [...wanted, ...others] }
}

function statusOf(
  { name, cron: defined }: { name: string; cron: string },
  job: JobFacts | undefined,
  state: ScheduleStatus['state'],
  { timeZone }: RunnerFacts,
  now: Date,
): ScheduleStatus {
  const cron = job?.cron ?? defined
  return {
    name,
    cron,
    state,
    lastRun: job?.lastRun,
    milliseconds: job?.milliseconds,
    outcome: job?.outcome,
    message: job?.outcome === 'failed' ? job.message : undefined,
    failuresIn7Days: job?.failures ?? 0,
    nextRun: job?.present && job.active ? nextRun(cron, now, timeZone) : undefined,
  }
}

/** Whether somebody should look: the last run failed, or a job that is defined is not there. */
export function needsAttention({ state, outcome }: ScheduleStatus): boolean {
  return state === 'missing' || outcome === 'failed'
}
