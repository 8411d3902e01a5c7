import type { ClientBase } from 'pg'

/** A mail of a report, and how far it has come. */
export interface ReportHistoryRow {
  readonly report: string
  readonly recipient: string
  readonly period: string
  readonly state: string
  readonly attempts: number
  readonly sentAt: Date | null
  readonly error: string | null
}

/** The latest mails of a project's reports, or of one of them; none where nothing was deployed yet. */
export async function reportHistory(
  client: ClientBase,
  project: string,
  { report, limit }: { readonly report: string | undefined; readonly limit: number },
): Promise<ReportHistoryRow[]> {
  const { rows: found } = await client.query<{ known: boolean }>(
    "select to_regclass('sightline.report_delivery') is not null as known",
  )
  if (!found[0]?.known) return []
  const { rows } = await client.query<ReportHistoryRow>(
    `select report, recipient, period::text, state, attempts, sent_at as "sentAt", last_error as error
     from sightline.report_delivery where project = $1 and ($2::text is null or report = $2)
     order by noted_at desc, id desc limit $3`,
    [project, report ?? null, limit],
  )
  return rows
}
