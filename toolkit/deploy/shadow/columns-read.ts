import type { ReadRelation } from '../../postgres/query-dependencies.ts'
import { isBlank, sqlTokens } from '../../sql/sql-tokens.ts'

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
  { definition, relations }: Omit<Reader, 'key'>,
): boolean {
  if ((columns.length > 0 && relations > 1) || !definition.includes('.*')) return false
  const tokens = sqlTokens(definition)
  return tokens.some(
    ({ kind }, index) =>
      kind === 'name' && tokens[index + 1]?.text === '.' && tokens[index + 2]?.text === '*',
  )
}

interface Answered {
  readonly definition: string
  readonly relations: readonly ReadRelation[]
}

/** The relations of which a query reads every column that there is, as `*` and whole rows do. */
export function wholeRelations(sql: string, { definition, relations }: Answered): readonly ReadRelation[] {
  const reader = { definition, relations: relations.length }
  const stars = hasStar(sql)
  return relations.filter(
    (read) => (stars && read.columns.length === read.allColumns.length) || readsWholeRows(read, reader),
  )
}

/** What follows `*` where it stands for columns: after a product there is another operand. */
const afterStar = new Set(
  ', ) ; from where group having window union intersect except order limit offset fetch for into'.split(' '),
)

function hasStar(sql: string): boolean {
  if (!sql.includes('*')) return false
  const tokens = sqlTokens(sql).filter((token) => !isBlank(token))
  return tokens.some(({ text }, index) => {
    if (text !== '*') return false
    const next = tokens[index + 1]?.text.toLowerCase()
    const isCount = tokens[index - 1]?.text === '(' && next === ')'
    return !isCount && (next === undefined || afterStar.has(next))
  })
}
