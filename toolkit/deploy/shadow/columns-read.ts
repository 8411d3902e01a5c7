import type { ReadRelation } from '../../postgres/query-dependencies.ts'
import { sqlTokens } from '../../sql/sql-tokens.ts'

interface Reader {
  /** The query or the body of a function, as Postgres prints it. */
  readonly definition: string
  /** How many relations it reads. */
  readonly relations: number
  /** The column by which a relation is read whose rows are only counted. */
  readonly key: string | undefined
}

/** The columns of a relation that a reader needs: those that Postgres lists, every one, or one to count rows by. */
export function columnsRead(read: Omit<ReadRelation, 'schema' | 'name'>, reader: Reader): readonly string[] {
  if (readsWholeRows(read, reader)) return read.allColumns
  if (read.columns.length > 0) return read.columns
  return reader.key === undefined ? [] : [reader.key]
}

/**
 * Whether every column is needed, as `to_json(users)` needs them: Postgres lists no column for it, as for `count(*)`,
 * but prints `users.*`.
 */
function readsWholeRows(
  { columns }: Pick<ReadRelation, 'columns'>,
  { definition, relations }: Reader,
): boolean {
  if (columns.length > 0 && relations > 1) return false
  const tokens = sqlTokens(definition)
  return tokens.some(
    ({ kind }, index) =>
      kind === 'name' && tokens[index + 1]?.text === '.' && tokens[index + 2]?.text === '*',
  )
}
