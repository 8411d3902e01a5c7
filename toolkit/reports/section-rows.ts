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
  readonly userColumn: string | undefined
  readonly user: string
  readonly range: { readonly from: Date; readonly to: Date }
}

/** Grafana's time filter includes its end, and a period does not. */
export const lastMoment = (to: Date): Date => new Date(to.getTime() - 1)

/** The rows of one user over a stretch of time. */
export async function sectionRows(
  client: ClientBase,
  { where, sql, userColumn, user, range }: Asked,
): Promise<SectionRows> {
  const query = {
    ...reportQuery(where, sql, 'day'),
    rangeAt: () => ({ from: range.from, to: lastMoment(range.to) }),
  }
  const expanded = expandQuery(query, { now: range.to, variables: [] }).sql
  const own = ownRows(expanded, userColumn, user)
  const columns = await exportedColumns(client, own)
  const { rows } = await client.query<(string | null)[]>({ text: own, rowMode: 'array', types: asTexts })
  return { columns, rows }
}

/** The rows of one user: the filter stands around a statement, whatever it says; without a column the rows are everybody's. */
export function ownRows(sql: string, userColumn: string | undefined, user: string): string {
  if (userColumn === undefined) return sql
  const filter = `${quoteIdentifier(userColumn)}::text = ${quoteLiteral(user)}`
  return `select * from (\n${sql}\n) as section where ${filter}`
}
