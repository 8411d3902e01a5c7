import type { ClientBase, CustomTypesConfig, QueryArrayConfig, QueryArrayResult } from 'pg'
import type { StatementResult } from '../grafana/model/frames/read-results.ts'

/** Values as the texts that Postgres sends, which is what Grafana reads. */
export const asTexts: CustomTypesConfig = { getTypeParser: () => (text: string) => text }

/** Values of a row by position, since two columns may have one name. */
export type RawRow = readonly (string | null)[]

/** What Postgres returns for a text of SQL, which may hold several statements where it is sent as `simple`. */
export async function rawResults(
  client: ClientBase,
  sql: string,
  queryMode: 'simple' | 'extended',
): Promise<[StatementResult, ...StatementResult[]]> {
  const query: QueryArrayConfig & { queryMode?: 'extended' } = { text: sql, rowMode: 'array', types: asTexts }
  if (queryMode === 'extended') query.queryMode = queryMode
  const answered: QueryArrayResult<string[]> | QueryArrayResult<string[]>[] = await client.query(query)
  const [first, ...others] = [answered].flat()
  return [first ? statementResult(first) : nothing, ...others.map(statementResult)]
}

const nothing: StatementResult = { command: '', columns: [], rows: [] }

/** A result of node-postgres as the model reads it. */
export const statementResult = (result: QueryArrayResult<(string | null)[]>): StatementResult => ({
  command: result.command ?? '',
  columns: result.fields.map(({ name, dataTypeID }) => ({ name, typeId: dataTypeID })),
  rows: result.rows satisfies RawRow[],
})
