import type pg from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { requireOwnSession } from '../postgres/pooling.ts'
import type { DesiredSchedule } from '../release/desired-schedules.ts'
import { schedulesOfPgCron } from './pg-cron-in-charge.ts'
import { createRunTable } from './run-table.ts'

/** Refuses what a worker cannot run, and makes the tables that it needs; `migrate` makes those of its queue. */
export async function prepareWorker(
  client: pg.Client,
  schedules: readonly DesiredSchedule[],
  migrate: () => Promise<void>,
): Promise<void> {
  if (schedules.length === 0) {
    throw new SightlineError({
      code: 'no-schedule',
      what: 'This project defines no schedule, so there is nothing to run.',
      next: 'Define one with `schedule(…)` and list it in `definitions`.',
    })
  }
  requireOwnSession(client)
  await refusePgCron(client, schedules)
  const lock = "hashtext('sightline worker is prepared'), 0"
  try {
    await client.query(`select pg_advisory_lock(${lock})`)
    await createRunTable(client)
    await migrate()
  } catch (cause) {
    if (!isDenied(cause)) throw cause
    const { rows } = await client.query('select current_user as role, current_database() as name')
    throw new SightlineError(
      {
        code: 'missing-database-privilege',
        what: `The worker may not create its tables: ${cause.message}.`,
        value: rows[0].role,
        next: `Let an administrator run: GRANT CREATE ON DATABASE ${rows[0].name} TO ${rows[0].role}`,
      },
      { cause },
    )
  } finally {
    await client.query(`select pg_advisory_unlock(${lock})`).catch(() => {})
  }
}

async function refusePgCron(client: pg.Client, schedules: readonly DesiredSchedule[]): Promise<void> {
  const inCharge = await schedulesOfPgCron(
    client,
    schedules.map(({ name }) => name),
  )
  if (inCharge.length === 0) return
  throw new SightlineError({
    code: 'schedules-run-by-pg-cron',
    what: 'pg_cron runs these schedules in this database already; with a worker they would run twice.',
    value: inCharge.join(', '),
    next: 'Leave them to pg_cron, which needs no worker; `sightline schedules` shows how they fare.',
  })
}

function isDenied(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === '42501'
}
