import type { ClientBase } from 'pg'
import type { Report } from '../define/reports/report.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { quoteIdentifier } from '../sql/identifier.ts'

/** Who gets a report. */
export interface Recipient {
  readonly user: string
  readonly email: string
  readonly timeZone: string
}

interface Row {
  readonly user: string
  readonly email: string | null
  readonly time_zone: string | null
}

/** Everybody who gets a report, or the one of them who is asked for, each once. */
export async function recipientsOf(client: ClientBase, report: Report, user?: string): Promise<Recipient[]> {
  const { sql } = compileQuery(report.recipients)
  const { rows } = await client.query<Row>(
    `select distinct on (1) ${quoteIdentifier(report.userColumn)}::text as user, to_jsonb(r) ->> 'email' as email,
       to_jsonb(r) ->> 'time_zone' as time_zone
     from (\n${sql}\n) as r where $1::text is null or ${quoteIdentifier(report.userColumn)}::text = $1 order by 1`,
    [user ?? null],
  )
  return rows.map(({ user: id, email, time_zone }) => ({
    user: id,
    email: email ?? '',
    timeZone: time_zone ?? report.timeZone,
  }))
}

/**
 * The recipient of this id.
 *
 * @throws SightlineError where the report has none
 */
export async function recipientOf(client: ClientBase, report: Report, user: string): Promise<Recipient> {
  const [found] = await recipientsOf(client, report, user)
  if (found) return found
  throw new SightlineError({
    code: 'unknown-user',
    what: `The report ${report.name} has no recipient of this id.`,
    value: user,
    next: `Use a ${report.userColumn} that its query of recipients returns.`,
  })
}
