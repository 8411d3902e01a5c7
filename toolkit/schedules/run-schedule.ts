import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { openSession } from '../postgres/session.ts'
import { withConnection } from '../postgres/with-connection.ts'
import type { DesiredSchedule } from '../release/desired-schedules.ts'
import { isAlive, thisConnection } from './is-alive.ts'
import { historyDays } from './job-history.ts'
import { schedulesOfPgCron } from './pg-cron-in-charge.ts'

/** How a run of a schedule ended. */
export interface ScheduleRun {
  readonly name: string
  readonly outcome: 'succeeded' | 'failed' | 'left to pg_cron'
  readonly milliseconds: number
  readonly message: string | undefined
}

/** Names the connections of workers. */
export const workerApplication = 'sightline worker'

/** Runs a schedule's command and records it; while a row says that it runs, a second run waits, whoever starts it. */
export async function runSchedule(
  url: string,
  { name, command }: DesiredSchedule,
  worker: string,
): Promise<ScheduleRun> {
  const client = await openSession(url, { application_name: workerApplication })
  try {
    // A command must end soon after its worker was killed; not every system can tell.
    await client.query("set client_connection_check_interval = '1s'").catch(() => {})
    const run = await begin(client, name, worker)
    if (run === undefined) return { name, outcome: 'left to pg_cron', milliseconds: 0, message: undefined }
    const message = await failureOf(client, command)
    const outcome = message === undefined ? 'succeeded' : 'failed'
    const record = (by: pg.Client) => end(by, run, outcome, message)
    const milliseconds = await record(client).catch(() => withConnection(url, record))
    return { name, outcome, milliseconds, message }
  } finally {
    await client.end().catch(() => {})
  }
}

/** Waits until no other run goes on; nothing is begun where pg_cron runs the schedule by then. */
async function begin(client: pg.Client, name: string, worker: string): Promise<number | undefined> {
  for (;;) {
    if ((await schedulesOfPgCron(client, [name])).length > 0) return undefined
    await client.query(
      `update sightline.schedule_run r set outcome = 'failed', message = 'The worker ended before the job did.'
       where name = $1 and outcome = 'running' and not ${isAlive('r')}`,
      [name],
    )
    const { rows } = await client.query<{ run_id: number }>(
      `insert into sightline.schedule_run (name, worker, pid, backend_start)
       select $1, $2, pid, backend_start from ${thisConnection}
       on conflict (name) where outcome = 'running' do nothing returning run_id`,
      [name, worker],
    )
    if (rows[0]) return rows[0].run_id
    await wait(200)
  }
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
