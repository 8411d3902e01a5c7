import type pg from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { migrate } from '../migrations/migrate.ts'
import { inTransaction } from '../postgres/client.ts'
import { requireOwnSession } from '../postgres/pooling.ts'
import type { DesiredSchedule } from '../release/desired-schedules.ts'
import { schedulesOfPgCron } from './pg-cron-in-charge.ts'
import { makeQueueSchema } from './queue-schema.ts'

/** Refuses what a worker cannot run, and makes the tables that it needs; workers that start at the same time make those of the queue one after the other. */
export async function prepareWorker(
  client: pg.Client,
  schedules: readonly DesiredSchedule[],
  makeQueue: () => Promise<void>,
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
  try {
    await migrate(client)
    await makeQueueSchema(client)
    await inTransaction(client, async () => {
      await client.query('lock table sightline.schedule_run in share update exclusive mode')
      await makeQueue()
    })
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
