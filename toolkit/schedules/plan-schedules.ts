import type { ClientBase } from 'pg'
import type { DesiredSchedule } from '../release/desired-schedules.ts'
import { createJob } from '../release/schedule-sql.ts'
import { quoteLiteral } from '../sql/identifier.ts'
import { ownPrefix, purgeJob } from './job-history.ts'
import { hasPgCron, type PgCronJob, readPgCronJobs } from './pg-cron.ts'

/** One statement that brings pg_cron closer to what is desired. */
export interface ScheduleChange {
  readonly kind: 'create' | 'change' | 'pause' | 'resume' | 'remove'
  readonly name: string
  readonly statement: string
}

/**
 * Compares pg_cron's jobs with the desired ones: whoever owns a job, it is altered and never duplicated.
 *
 * `recorded` names the jobs of earlier releases; those that are no longer desired are removed.
 *
 * @example const { available, changes } = await planSchedules(client, desiredSchedules(project), [])
 */
export async function planSchedules(
  client: ClientBase,
  desired: readonly DesiredSchedule[],
  recorded: readonly string[],
): Promise<{ available: boolean; changes: readonly ScheduleChange[] }> {
  if (!(await hasPgCron(client))) return { available: false, changes: [] }
  const wanted = withPurge(desired)
  const jobs = await readPgCronJobs(client)
  const kept = new Map<string, PgCronJob>()
  for (const job of jobs) if (!kept.has(job.name)) kept.set(job.name, job)
  const changes = wanted.map((schedule) => converge(schedule, kept.get(schedule.name)))
  const names = new Set(wanted.map(({ name }) => name))
  const removed = jobs.filter((job) =>
    names.has(job.name) ? kept.get(job.name) !== job : isOrphan(job, recorded),
  )
  return { available: true, changes: [...changes.flatMap((change) => change ?? []), ...removed.map(remove)] }
}

/** The desired jobs and, where there are any, the one that purges pg_cron's history. */
export function withPurge(desired: readonly DesiredSchedule[]): readonly DesiredSchedule[] {
  const known = desired.length === 0 || desired.some(({ name }) => name === purgeJob.name)
  return known ? desired : [...desired, purgeJob]
}

function converge(wanted: DesiredSchedule, job: PgCronJob | undefined): ScheduleChange | undefined {
  const { name } = wanted
  if (!job) return { kind: 'create', name, statement: createJob(wanted) }
  const settings = [
    ...(job.cron === wanted.cron ? [] : [`schedule => ${quoteLiteral(wanted.cron)}`]),
    ...(job.command === wanted.command ? [] : [`command => ${quoteLiteral(wanted.command)}`]),
    ...(job.here ? [] : ['database => current_database()']),
  ]
  const toggled = job.active === wanted.active ? [] : [`active => ${wanted.active}`]
  if (settings.length + toggled.length === 0) return undefined
  const kind = settings.length > 0 ? 'change' : wanted.active ? 'resume' : 'pause'
  const changed = [job.jobid, ...settings, ...toggled].join(', ')
  return { kind, name, statement: `select cron.alter_job(${changed})` }
}

/** A job in another database of the cluster may belong to another project. */
function isOrphan({ name, here }: PgCronJob, recorded: readonly string[]): boolean {
  return here && (recorded.includes(name) || name.startsWith(ownPrefix))
}

function remove({ name, jobid }: PgCronJob): ScheduleChange {
  return { kind: 'remove', name, statement: `select cron.unschedule(${jobid})` }
}
