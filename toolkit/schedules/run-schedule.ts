import type pg from 'pg'
import { openSession } from '../postgres/session.ts'
import { withConnection } from '../postgres/with-connection.ts'
import type { DesiredSchedule } from '../release/desired-schedules.ts'
import { historyDays } from './job-history.ts'
import { schedulesOfPgCron } from './pg-cron-in-charge.ts'

/** How a run of a schedule ended. */
export interface ScheduleRun {
  readonly name: string
  readonly outcome: 'succeeded' | 'failed' | 'left to pg_cron'
  readonly milliseconds: number
  readonly message: string | undefined
}

/** Names the connections of workers, by which they are seen to be alive. */
export const workerApplication = 'sightline worker'

/** Runs a schedule's command and records it; a lock in the database keeps a second run waiting, whoever starts it. */
export async function runSchedule(
  url: string,
  { name, command }: DesiredSchedule,
  worker: string,
): Promise<ScheduleRun> {
  const client = await openSession(url, { application_name: workerApplication })
  try {
    // A command must end soon after its worker was killed; not every system can tell.
    await client.query("set client_connection_check_interval = '1s'").catch(() => {})
    await client.query("select pg_advisory_lock(hashtext('sightline.schedule_run'), hashtext($1))", [name])
    if ((await schedulesOfPgCron(client, [name])).length > 0) {
      return { name, outcome: 'left to pg_cron', milliseconds: 0, message: undefined }
    }
    const run = await begin(client, name, worker)
    const message = await failureOf(client, command)
    const outcome = message === undefined ? 'succeeded' : 'failed'
    const record = (by: pg.Client) => end(by, run, outcome, message)
    const milliseconds = await record(client).catch(() => withConnection(url, record))
    return { name, outcome, milliseconds, message }
  } finally {
    await client.end().catch(() => {})
  }
}

/** Whoever holds the lock knows that an earlier run which did not end has lost its worker. */
async function begin(client: pg.Client, name: string, worker: string): Promise<number> {
  await client.query(
    `update sightline.schedule_run set outcome = 'failed', message = 'The worker ended before the job did.'
     where name = $1 and outcome = 'running'`,
    [name],
  )
  const { rows } = await client.query<{ run_id: number }>(
    'insert into sightline.schedule_run (name, worker) values ($1, $2) returning run_id',
    [name, worker],
  )
  return rows[0]?.run_id ?? 0
}

async function failureOf(client: pg.Client, command: string): Promise<string | undefined> {
  try {
    await client.query(command)
    return undefined
  } catch (error) {
    await client.query('rollback').catch(() => {})
    return error instanceof Error ? error.message : String(error)
  }
}

async function end(client: pg.Client, run: number, outcome: string, message?: string): Promise<number> {
  const { rows } = await client.query<{ duration_ms: number }>(
    `update sightline.schedule_run set outcome = $2, message = $3,
       duration_ms = extract(epoch from clock_timestamp() - started_at)::double precision * 1000
     where run_id = $1 returning duration_ms`,
    [run, outcome, message],
  )
  await client.query(
    `delete from sightline.schedule_run where started_at < now() - interval '${historyDays} days'`,
  )
  return rows[0]?.duration_ms ?? 0
}
