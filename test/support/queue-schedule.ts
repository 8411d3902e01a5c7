import type { ClientBase } from 'pg'
import { queueOf, scheduleTask } from '../../toolkit/schedules/worker-crontab.ts'

/** Queues a run of a schedule, as the worker's crontab does when its minute comes. */
export async function queueSchedule(client: ClientBase, name: string): Promise<void> {
  await client.query('select graphile_worker.add_job($1, $2, $3)', [scheduleTask, { name }, queueOf(name)])
}
