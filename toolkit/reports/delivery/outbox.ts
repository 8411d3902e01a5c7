import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'
import type { Report } from '../../define/reports/report.ts'
import type { Period } from '../period.ts'
import type { Recipient } from '../recipients.ts'

/** A mail that is to be sent: there is one for each report, recipient and period. */
export interface Delivery {
  readonly id: string
  readonly user: string
  readonly period: string
  readonly attempts: number
  /** The same over all attempts, so that a mail that arrived twice is one to whoever reads it. */
  readonly messageId: string
}

/** Notes the mails of a period that are due; those that are there already stay as they are. */
export async function noteDeliveries(
  client: ClientBase,
  project: string,
  report: Report,
  due: readonly { readonly recipient: Recipient; readonly period: Period }[],
): Promise<number> {
  const { rowCount } = await client.query(
    `insert into sightline.report_delivery (project, report, recipient, period, message_id)
     select $1, $2, d.recipient, d.period, d.message_id
     from unnest($3::text[], $4::date[], $5::text[]) as d(recipient, period, message_id)
     on conflict (project, report, recipient, period) do nothing`,
    [
      project,
      report.name,
      due.map(({ recipient }) => recipient.user),
      due.map(({ period }) => period.name),
      due.map(({ recipient, period }) => messageId(project, report.name, recipient.user, period.name)),
    ],
  )
  return rowCount ?? 0
}

/** Worked out from what the mail is, so that every process gives it the same. */
function messageId(...parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)
  return `<${hash}@sightline.report>`
}

/** How long a worker has for one mail before another may take it. */
export const leaseSeconds = 120

/** Claims a mail that is to be sent now; nobody else gets it until the lease is over. */
export async function claimDelivery(
  client: ClientBase,
  project: string,
  report: string,
  user: string | undefined,
): Promise<Delivery | undefined> {
  const { rows } = await client.query<Delivery>(
    `update sightline.report_delivery d
     set state = 'sending', attempts = attempts + 1, leased_until = clock_timestamp() + $4 * interval '1 second'
     where d.id = (
       select id from sightline.report_delivery
       where project = $1 and report = $2 and ($3::text is null or recipient = $3)
         and (state = 'waiting' and next_attempt <= clock_timestamp()
           or state = 'sending' and leased_until < clock_timestamp())
       order by next_attempt, id for update skip locked limit 1
     )
     returning id, recipient as user, period::text, attempts, message_id as "messageId"`,
    [project, report, user ?? null, leaseSeconds],
  )
  return rows[0]
}

/** Begins the lease of a mail that is worked out anew; false where it was over and another has the mail. */
export async function renewLease(client: ClientBase, { id, attempts }: Delivery): Promise<boolean> {
  const { rowCount } = await client.query(
    `update sightline.report_delivery set leased_until = clock_timestamp() + $3 * interval '1 second'
     where id = $1 and state = 'sending' and attempts = $2`,
    [id, attempts, leaseSeconds],
  )
  return rowCount === 1
}

export type Outcome =
  | { readonly state: 'sent' }
  | { readonly state: 'skipped' }
  | { readonly state: 'refused'; readonly error: string }
  | { readonly state: 'waiting'; readonly error: string; readonly retrySeconds: number }

/** Notes how an attempt ended, unless the lease was over and another has the mail. */
export async function settleDelivery(
  client: ClientBase,
  { id, attempts }: Delivery,
  outcome: Outcome,
): Promise<void> {
  const { state } = outcome
  await client.query(
    `update sightline.report_delivery
     set state = $3, leased_until = null, last_error = $4,
       next_attempt = clock_timestamp() + $5 * interval '1 second',
       sent_at = case when $3 = 'sent' then clock_timestamp() end
     where id = $1 and state = 'sending' and attempts = $2`,
    [
      id,
      attempts,
      state,
      'error' in outcome ? outcome.error : null,
      outcome.state === 'waiting' ? outcome.retrySeconds : 0,
    ],
  )
}
