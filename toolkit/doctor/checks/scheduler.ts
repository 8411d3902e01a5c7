import { recordedSchedules } from '../../deploy/kinds/schedule/recorded-schedule.ts'
import { readRecords } from '../../deploy/records/records.ts'
import { desiredSchedules } from '../../release/desired-schedules.ts'
import { planSchedules } from '../../schedules/plan-schedules.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

interface Scheduler {
  readonly installed: string | null
  readonly available: string | null
  readonly database: string | null
  readonly usable: boolean | null
}

const worker = 'Or run `sightline worker`, which needs no extension.'

/** Who runs the schedules: pg_cron, or else the worker. */
export async function examineScheduler({
  client,
  release,
  role,
  database,
}: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, warning, failure } = findingsOf('schedules')
  if (desiredSchedules(release.project).length === 0) {
    return [ok('The project defines none, so neither pg_cron nor a worker is needed.')]
  }
  const { rows } = await client.query<Scheduler>(
    `select (select extversion from pg_extension where extname = 'pg_cron') as installed,
       (select default_version from pg_available_extensions where name = 'pg_cron') as available,
       (select setting from pg_settings where name = 'cron.database_name') as database,
       (select has_schema_privilege(oid, 'usage') from pg_namespace where nspname = 'cron') as usable`,
  )
  const conflicts = rows[0]?.usable ? await conflictsOf(client, release) : []
  const checks = rows.map((found) => {
    if (found.installed !== null && found.usable) return ok(`pg_cron ${found.installed} runs them.`)
    if (found.installed !== null) {
      return failure(
        'pg_cron is installed, and this role may not use it.',
        `GRANT USAGE ON SCHEMA cron TO ${quoteIdentifier(role)}`,
      )
    }
    if (found.available === null) {
      return warning('pg_cron is not on this server.', 'Run `sightline worker` beside the database.')
    }
    if (found.database === database) {
      return warning(
        'pg_cron works in this database, and is not created yet.',
        'CREATE EXTENSION pg_cron',
        worker,
      )
    }
    if (found.database !== null) {
      return warning(
        `pg_cron works in the database ${found.database} of this server, not in this one.`,
        `Set cron.database_name = '${database}' and restart the server.`,
        worker,
      )
    }
    return warning(
      'pg_cron is on this server and not loaded, as far as this role can see.',
      `Add pg_cron to shared_preload_libraries, set cron.database_name = '${database}', and restart.`,
      worker,
    )
  })
  return [...checks, ...conflicts]
}

/** Jobs of others under the names that the project schedules. */
async function conflictsOf(
  client: DoctorContext['client'],
  release: DoctorContext['release'],
): Promise<DoctorCheck[]> {
  const { failure } = findingsOf('schedules')
  const records = await readRecords(client, release.project.name)
  const { conflicts } = await planSchedules(
    client,
    desiredSchedules(release.project),
    recordedSchedules(records),
  )
  return conflicts.map(({ name, message }) =>
    failure(`${message}.`, `Give the schedule ${name} another name.`),
  )
}
