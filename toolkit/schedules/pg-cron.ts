import type { ClientBase } from 'pg'

/** A job as pg_cron keeps it. */
export interface PgCronJob {
  readonly jobid: number
  readonly name: string
  readonly cron: string
  readonly command: string
  readonly active: boolean
  readonly owner: string
  /** Whether the owner is the role that asks. */
  readonly own: boolean
  readonly database: string
  /** Whether it runs in the database that the client is connected to. */
  readonly here: boolean
}

/** Whether pg_cron is installed in this database. */
export async function hasPgCron(client: ClientBase): Promise<boolean> {
  const { rowCount } = await client.query("select from pg_extension where extname = 'pg_cron'")
  return rowCount === 1
}

/** The named jobs of pg_cron that this role may see, its own first; Postgres hides those of others from all but superusers. */
export async function readPgCronJobs(client: ClientBase): Promise<PgCronJob[]> {
  const { rows } = await client.query<PgCronJob>(
    `select jobid, jobname::text as name, schedule as cron, command, active, username::text as owner,
       username = current_user as own, database, database = current_database() as here
     from cron.job where jobname is not null order by username <> current_user, jobid`,
  )
  return rows
}
