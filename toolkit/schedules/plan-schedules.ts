import type { ClientBase } from 'pg'
import { createJob } from '../kinds/schedule/schedule-sql.ts'
import type { DesiredSchedule } from '../release/desired-schedules.ts'
import { quoteLiteral } from '../sql/identifier.ts'
import { ownPrefix, purgeJob } from './job-history.ts'
import { hasPgCron, type PgCronJob, readPgCronJobs } from './pg-cron.ts'

/** One statement that brings pg_cron closer to what is desired. */
export interface ScheduleChange {
  readonly kind: 'create' | 'change' | 'pause' | 'resume' | 'remove'
  readonly name: string
  readonly statement: string
}

/** A job of somebody else's that has the name of a desired one. */
export interface ScheduleConflict {
  readonly name: string
  readonly message: string
}

export interface SchedulePlan {
  readonly available: boolean
  readonly changes: readonly ScheduleChange[]
  readonly conflicts: readonly ScheduleConflict[]
  /** The jobs that no release scheduled and that become the project's, or go beside its own. */
  readonly takenOver: readonly ScheduleConflict[]
}

/** The jobs that releases have scheduled in this database. */
export interface RecordedSchedules {
  /** Those of the project; what is no longer desired of them is removed. */
  readonly own: readonly string[]
  /** Those of other projects, which are left alone. */
  readonly others: readonly string[]
}

/**
 * Compares pg_cron's jobs in this database with the desired ones: whoever owns a job, it is altered and never
 * duplicated. Jobs of other databases are left alone.
 *
 * @example const { available, changes } = await planSchedules(client, desiredSchedules(project))
 */
export async function planSchedules(
  client: ClientBase,
  desired: readonly DesiredSchedule[],
  recorded: RecordedSchedules = { own: [], others: [] },
): Promise<SchedulePlan> {
  if (!(await hasPgCron(client))) return { available: false, changes: [], conflicts: [], takenOver: [] }
  const wanted = withPurge(desired)
  const jobs = await readPgCronJobs(client)
  const here = jobs.filter((job) => job.here)
  const kept = new Map<string, PgCronJob>()
  for (const job of here) if (!kept.has(job.name)) kept.set(job.name, job)
  const conflicts = wanted.flatMap(({ name }) => conflictOf(name, jobs, recorded) ?? [])
  const contested = new Set(conflicts.map(({ name }) => name))
  const changes = wanted
    .filter(({ name }) => !contested.has(name))
    .flatMap((schedule) => converge(schedule, kept.get(schedule.name)) ?? [])
  const names = new Set(wanted.map(({ name }) => name))
  const removed = here.filter((job) =>
    names.has(job.name)
      ? kept.get(job.name) !== job && !contested.has(job.name)
      : isOrphan(job.name, recorded),
  )
  const takenOver = here.flatMap((job) => {
    const isKept = kept.get(job.name) === job
    const isTaken = names.has(job.name) && !contested.has(job.name) && job.name !== purgeJob.name
    if (!isTaken || (isKept && recorded.own.includes(job.name))) return []
    return [{ name: job.name, message: isKept ? becomesOurs(job) : goesBeside(job) }]
  })
  return { available: true, changes: [...changes, ...removed.map(remove)], conflicts, takenOver }
}

const becomesOurs = ({ name, owner }: PgCronJob) =>
  `the job ${name}, which no release of this project scheduled, becomes the project's and runs as ${owner}, as before: destroy removes it with the others`

const goesBeside = ({ name, owner }: PgCronJob) =>
  `the job ${name} of the role ${owner} is removed: two jobs of one name become one`

/** The desired jobs and, where there are any, the one that purges pg_cron's history. */
export function withPurge(desired: readonly DesiredSchedule[]): readonly DesiredSchedule[] {
  const known = desired.length === 0 || desired.some(({ name }) => name === purgeJob.name)
  return known ? desired : [...desired, purgeJob]
}

/** pg_cron keeps one job for each name and role, whatever database it runs in: a second one would take its place. */
function conflictOf(
  name: string,
  jobs: readonly PgCronJob[],
  { others }: RecordedSchedules,
): ScheduleConflict | undefined {
  if (others.includes(name)) {
    return {
      name,
      message: `the job ${name} belongs to another project in this database: rename one of them`,
    }
  }
  const mine = jobs.filter((job) => job.name === name)
  const elsewhere = mine.find((job) => job.own && !job.here)
  if (!elsewhere || mine.some((job) => job.here)) return undefined
  const message = `the role ${elsewhere.owner} has a job ${name} in the database ${elsewhere.database}, and pg_cron allows a role one job of a name: rename one of them, or deploy with another role`
  return { name, message }
}

function converge(wanted: DesiredSchedule, job: PgCronJob | undefined): ScheduleChange | undefined {
  const { name } = wanted
  if (!job) return { kind: 'create', name, statement: createJob(wanted) }
  const settings = [
    ...(job.cron === wanted.cron ? [] : [`schedule => ${quoteLiteral(wanted.cron)}`]),
    ...(job.command === wanted.command ? [] : [`command => ${quoteLiteral(wanted.command)}`]),
  ]
  const toggled = job.active === wanted.active ? [] : [`active => ${wanted.active}`]
  if (settings.length + toggled.length === 0) return undefined
  const kind = settings.length > 0 ? 'change' : wanted.active ? 'resume' : 'pause'
  const changed = [job.jobid, ...settings, ...toggled].join(', ')
  return { kind, name, statement: `select cron.alter_job(${changed})` }
}

/** The purge goes with the last project that has schedules. */
function isOrphan(name: string, { own, others }: RecordedSchedules): boolean {
  if (others.includes(name) || (name === purgeJob.name && others.length > 0)) return false
  return own.includes(name) || name.startsWith(ownPrefix)
}

function remove({ name, jobid }: PgCronJob): ScheduleChange {
  return { kind: 'remove', name, statement: `select cron.unschedule(${jobid})` }
}
