import type pg from 'pg'
import { isAlive } from './is-alive.ts'

/** Gives the jobs of workers that were killed back to the queue, which itself would wait for four hours. */
export async function releaseDeadWorkers(
  client: pg.Client,
  task: string,
  deadAfterSeconds: number,
): Promise<void> {
  await client.query(`delete from sightline.worker w where not ${isAlive('w')}`)
  await client.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs
     where task_identifier = $1 and locked_at < now() - $2 * interval '1 second'
       and not exists (select from sightline.worker where worker = locked_by)
     having count(*) > 0`,
    [task, deadAfterSeconds],
  )
}
