import { quoteIdentifier } from '../../sql/identifier.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

interface Settings {
  readonly zone: string
  readonly timeout: string
  readonly timeout_ms: number
  readonly allowed: number
  readonly used: number
}

/** Settings that are not wrong and that one should know before a deploy. */
export async function examineSettings({ client, role }: DoctorContext): Promise<DoctorCheck[]> {
  const { rows } = await client.query<Settings>(
    `select current_setting('timezone') as zone, current_setting('statement_timeout') as timeout,
       (select setting::integer from pg_settings where name = 'statement_timeout') as timeout_ms,
       current_setting('max_connections')::integer as allowed,
       (select count(*)::integer from pg_stat_activity where backend_type = 'client backend') as used`,
  )
  return rows.flatMap((settings) => [
    timeZone(settings),
    statementTimeout(settings, role),
    connections(settings),
  ])
}

function timeZone({ zone }: Settings): DoctorCheck {
  return findingsOf('time zone').ok(
    `The session's time zone is ${zone}; definitions name theirs, and cron is in UTC.`,
  )
}

function statementTimeout({ timeout, timeout_ms }: Settings, role: string): DoctorCheck {
  const { ok, warning } = findingsOf('statement timeout')
  if (timeout_ms === 0) return ok('Statements may run as long as they need.')
  if (timeout_ms >= 600_000) return ok(`Statements may run for ${timeout}.`)
  return warning(
    `Statements are ended after ${timeout}, which a refresh or the build of an index may need longer than.`,
    `ALTER ROLE ${quoteIdentifier(role)} SET statement_timeout = 0`,
  )
}

function connections({ allowed, used }: Settings): DoctorCheck {
  const { ok, warning } = findingsOf('connections')
  const what = `${used} of ${allowed} connections are in use.`
  return used > allowed * 0.8
    ? warning(what, 'Raise max_connections, or put a pooler before Grafana.')
    : ok(what)
}
