import type { ClientBase } from 'pg'
import { type ExportedColumn, exportedColumns } from '../exports/exported-column.ts'
import { asTexts, type RawRow } from '../query/raw-results.ts'
import { expandQuery } from '../release/expand-query.ts'
import { reportQuery } from '../release/project-query.ts'
import { quoteIdentifier, quoteLiteral } from '../sql/identifier.ts'

/** What a query of a report returned for one user. */
export interface SectionRows {
  readonly columns: readonly ExportedColumn[]
  readonly rows: readonly RawRow[]
}

interface Asked {
  readonly where: string
  readonly sql: string
  readonly userColumn: string
  readonly user: string
  readonly range: { readonly from: Date; readonly to: Date }
}

/** Grafana's time filter includes its end, and a period does not. */
const lastMoment = (to: Date): Date => new Date(to.getTime() - 1)

/** The rows of one user over a stretch of time: the filter by the user stands around the query, whatever it says. */
export async function sectionRows(
  client: ClientBase,
  { where, sql, userColumn, user, range }: Asked,
): Promise<SectionRows> {
  const query = {
    ...reportQuery(where, sql, 'day'),
    rangeAt: () => ({ from: range.from, to: lastMoment(range.to) }),
  }
  const expanded = expandQuery(query, { now: range.to, variables: [] }).sql
  const filter = `${quoteIdentifier(userColumn)}::text = ${quoteLiteral(user)}`
  const own = `select * from (\n${expanded}\n) as section where ${filter}`
  const columns = await exportedColumns(client, own)
  const { rows } = await client.query<(string | null)[]>({ text: own, rowMode: 'array', types: asTexts })
  return { columns, rows }
}
