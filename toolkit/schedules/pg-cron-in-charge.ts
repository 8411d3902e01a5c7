import type { ClientBase } from 'pg'
import { hasPgCron, readPgCronJobs } from './pg-cron.ts'

/** Which of these schedules pg_cron runs in this database. */
export async function schedulesOfPgCron(client: ClientBase, names: readonly string[]): Promise<string[]> {
  if (!(await hasPgCron(client))) return []
  const jobs = await readPgCronJobs(client)
  return [...new Set(jobs.filter(({ name, here }) => here && names.includes(name)).map(({ name }) => name))]
}
