import type { IndexKey } from '../../define/index-column.ts'
import type { SourceIndex } from '../../define/source-index.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { RelationName, relationName } from '../../sql/relation-name.ts'

/** The columns of an index as they stand between its parentheses. */
export function indexColumns(columns: readonly IndexKey[]): string {
  const parts = columns.map((column) => {
    if (typeof column === 'string') return quoteIdentifier(column)
    return 'direction' in column ? `${quoteIdentifier(column.column)} desc` : `(${compileQuery(column).sql})`
  })
  return parts.join(', ')
}

/** An index as text: its table as it stands in SQL, and what follows it. */
export interface IndexText {
  readonly name: string
  readonly on: string
  readonly unique: boolean
  readonly columns: string
  readonly predicate?: string | undefined
}

/**
 * CREATE INDEX; concurrently it does not keep anybody from writing, and takes longer. A hypertable of TimescaleDB has no
 * such way: chunk by chunk, those who write to one wait while that one is read; a unique index is built at once.
 */
export function createIndexSql(
  index: IndexText,
  how: 'at once' | 'concurrently' | 'by chunk' = 'at once',
): string {
  const { name, on, unique, columns, predicate } = index
  const words = [
    'create',
    ...(unique ? ['unique'] : []),
    'index',
    ...(how === 'concurrently' ? ['concurrently'] : []),
    'if not exists',
  ]
  const where = predicate === undefined ? '' : `\nwhere ${predicate}`
  const storage = how === 'by chunk' && !unique ? '\nwith (timescaledb.transaction_per_chunk)' : ''
  return `${words.join(' ')} ${quoteIdentifier(name)}\non ${on} (${columns})${storage}${where}`
}

/** The statements that create an index on a source table. */
export function sourceIndexStatements(index: SourceIndex): string[] {
  const { name, unique, description } = index
  const predicate = index.where && compileQuery(index.where).sql
  const text = {
    name,
    unique,
    on: relationName(index.on.name).sql,
    columns: indexColumns(index.columns),
    predicate,
  }
  const { schema } = relationName(index.on.name)
  return [
    createIndexSql(text),
    `comment on index ${new RelationName(schema, name).sql} is ${quoteLiteral(description)}`,
  ]
}
