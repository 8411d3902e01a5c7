import { type RawBuilder, sql } from 'kysely'
import { cronProblem } from '../foundation/cron-expression.ts'
import { describeSite, rememberSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { relationName } from '../sql/relation-name.ts'
import type { PartitionedTable } from './partitions/partitions-sql.ts'
import type { RefreshFunction } from './refresh-function.ts'
import { withIdentifier } from './require-name.ts'
import type { SqlFunction } from './sql-function.ts'

export interface ScheduleOptions {
  readonly description: string
  /** Five cron fields, in GMT: `0 * * * *`. */
  readonly cron: string
  /** The function to call, or a statement. */
  readonly run: SqlFunction | RefreshFunction | RawBuilder<unknown>
  /** False for a job that is paused; it is deployed and does not run. */
  readonly active?: boolean
}

/** A statement that the database runs by the clock, through pg_cron or sightline's worker. */
export interface Schedule {
  readonly kind: 'schedule'
  readonly name: string
  readonly description: string
  readonly cron: string
  readonly command: RawBuilder<unknown>
  /** The function that it calls; undefined where it is a statement. */
  readonly calls: SqlFunction | RefreshFunction | undefined
  /** The table whose partitions it keeps up, and with which it came. */
  readonly partitions: PartitionedTable | undefined
  readonly active: boolean
}

/**
 * Defines a scheduled job.
 *
 * @throws SightlineError naming the field of the cron expression that is wrong
 * @example schedule('refresh-analytics', { description: 'Every hour.', cron: '0 * * * *', run: refreshAnalyticsViews })
 */
export function schedule(name: string, { run, ...options }: ScheduleOptions): Schedule {
  const calls = 'kind' in run ? run : undefined
  const command = 'kind' in run ? sql`select ${sql.raw(relationName(run.name).sql)}()` : run
  const definition = rememberSite(
    { kind: 'schedule' as const, name, command, calls, partitions: undefined, active: true, ...options },
    schedule,
  )
  withIdentifier(definition)
  requireCron(definition)
  return definition
}

function requireCron(definition: Schedule): void {
  const problem = cronProblem(definition.cron)
  if (!problem) return
  const where = describeSite(definition)
  throw new SightlineError({
    code: 'invalid-cron',
    what: `The cron expression of the schedule ${definition.name} ${problem.what}.`,
    value: definition.cron,
    ...(where === undefined ? {} : { where }),
    next: problem.next,
  })
}
