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

/** Everybody who gets a report, or the one of them who is asked for, each once; an address is the id of who has no other. */
export async function recipientsOf(client: ClientBase, report: Report, user?: string): Promise<Recipient[]> {
  const { recipients, userColumn, timeZone } = report
  if ('length' in recipients || userColumn === undefined) {
    const addresses = 'length' in recipients ? [...new Set(recipients)] : []
    return addresses
      .filter((address) => user === undefined || address === user)
      .map((address) => ({ user: address, email: address, timeZone }))
  }
  const { sql } = compileQuery(recipients)
  const { rows } = await client.query<Row>(
    `select distinct on (1) ${quoteIdentifier(userColumn)}::text as user, to_jsonb(r) ->> 'email' as email,
       to_jsonb(r) ->> 'time_zone' as time_zone
     from (\n${sql}\n) as r where $1::text is null or ${quoteIdentifier(userColumn)}::text = $1 order by 1`,
    [user ?? null],
  )
  return rows.map((row) => ({
    user: row.user,
    email: row.email ?? '',
    timeZone: row.time_zone ?? timeZone,
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
    next: `Use ${report.userColumn === undefined ? 'an address' : `a ${report.userColumn}`} of its recipients.`,
  })
}
