import type { ClientBase } from 'pg'
import type { DesiredSchedule } from '../release/desired-schedules.ts'
import { isAlive } from './is-alive.ts'
import { type JobFacts, type RunnerFacts, withoutNulls } from './job-facts.ts'
import { hasRunTable } from './run-table.ts'
import { queueOf } from './worker-crontab.ts'

/** Whether a worker of this database is alive. */
export async function isWorkerAlive(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ known: boolean }>(
    "select to_regclass('sightline.worker') is not null as known",
  )
  if (!rows[0]?.known) return false
  const { rowCount } = await client.query(`select from sightline.worker w where ${isAlive('w')} limit 1`)
  return rowCount === 1
}

/** What the worker has recorded; a job is there while a worker that knows it is running. */
export async function workerFacts(
  client: ClientBase,
  desired: readonly DesiredSchedule[],
  alive: boolean,
): Promise<RunnerFacts> {
  const known = alive ? await knownQueues(client) : new Set<string>()
  const runs = (await hasRunTable(client)) ? await lastRuns(client) : []
  const jobs = desired.map(({ name, cron, active }): JobFacts => {
    const run = runs.find((last) => last.name === name) ?? neverRan
    return { ...run, name, cron, active, present: alive && (!active || known.has(queueOf(name))) }
  })
  return { jobs, desired, timeZone: 'UTC' }
}

type Run = Omit<JobFacts, 'cron' | 'present' | 'active'>

const neverRan = {
  lastRun: undefined,
  milliseconds: undefined,
  outcome: undefined,
  message: undefined,
  failures: 0,
}

async function lastRuns(client: ClientBase): Promise<Run[]> {
  const { rows } = await client.query<Run>(
    `select distinct on (name) name, started_at as "lastRun", duration_ms as milliseconds, outcome, message,
       count(*) filter (where outcome = 'failed' and started_at > now() - interval '7 days')
         over (partition by name) as failures
     from sightline.schedule_run order by name, run_id desc`,
  )
  return rows.map(withoutNulls)
}

/** The schedules that a worker has ever had in its crontab. */
async function knownQueues(client: ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ identifier: string }>(
    'select identifier from graphile_worker._private_known_crontabs',
  )
  return new Set(rows.map(({ identifier }) => identifier))
}
