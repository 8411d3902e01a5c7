import type pg from 'pg'
import { lifeLock } from './sign-of-life.ts'

/** Gives the jobs of workers that were killed back to the queue, which itself would wait for four hours. */
export async function releaseDeadWorkers(
  client: pg.Client,
  task: string,
  deadAfterSeconds: number,
): Promise<void> {
  const { rows } = await client.query<{ worker: string }>(
    `select distinct locked_by as worker from graphile_worker.jobs
     where task_identifier = $1 and locked_by is not null and locked_at < now() - $2 * interval '1 second'`,
    [task, deadAfterSeconds],
  )
  for (const { worker } of rows) {
    const { rows: taken } = await client.query<{ dead: boolean }>(
      `select pg_try_advisory_lock(${lifeLock}, hashtext($1)) as dead`,
      [worker],
    )
    if (!taken[0]?.dead) continue
    await client.query('select graphile_worker.force_unlock_workers(array[$1])', [worker])
    await client.query(`select pg_advisory_unlock(${lifeLock}, hashtext($1))`, [worker])
  }
}
