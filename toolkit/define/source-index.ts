import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { expressionBuilder } from 'kysely'
import { rememberSite } from '../foundation/definition-site.ts'
import type { IndexColumn, IndexKey } from './index-column.ts'
import type { DatabaseOf, Relation } from './relation.ts'
import { withIdentifier } from './require-name.ts'
import type { Source, Table } from './source.ts'

/** A table of somebody else, or of the release. */
export type IndexedTable = Source | Table

export interface SourceIndexOptions<S extends IndexedTable> {
  readonly description: string
  readonly on: S
  /** Columns, and what is worked out from them; that may use immutable functions only. */
  readonly columns: readonly (IndexColumn<NoInfer<ColumnNameOf<S>>> | OverRow<S, unknown>)[]
  readonly unique?: boolean
  /** The predicate of a partial index; it may use immutable functions only. */
  readonly where?: OverRow<S, SqlBool>
}

/** An expression over the columns of a row of the table. */
type OverRow<S extends IndexedTable, T> = (eb: ExpressionBuilder<DatabaseOf<[S]>, S['name']>) => Expression<T>

type ColumnNameOf<S> = S extends Relation<string, infer Row> ? keyof Row & string : never

/** An index that the release adds to a table. */
export interface SourceIndex {
  readonly kind: 'index'
  readonly name: string
  readonly description: string
  readonly on: IndexedTable
  readonly columns: readonly IndexKey[]
  readonly unique: boolean
  readonly where: Expression<SqlBool> | undefined
}

/**
 * Defines an index on a source or a table, created concurrently.
 *
 * @example
 * export const byDate = sourceIndex('idx_channel_analytics_date', {
 *   description: 'The latest count of a channel.', on: channelAnalytics, columns: ['channel_id', desc('date')],
 * })
 * export const byDay = sourceIndex('idx_orders_day', {
 *   description: 'The orders of a day.', on: orders, columns: [(eb) => utcDay(eb.ref('placed_at'))],
 * })
 */
export function sourceIndex<S extends IndexedTable>(
  name: string,
  options: SourceIndexOptions<S>,
): SourceIndex {
  const eb = expressionBuilder<DatabaseOf<[S]>, S['name']>()
  return withIdentifier(
    rememberSite(
      {
        kind: 'index',
        name,
        description: options.description,
        on: options.on,
        columns: options.columns.map((column) => (typeof column === 'function' ? column(eb) : column)),
        unique: options.unique ?? false,
        where: options.where?.(eb),
      },
      sourceIndex,
    ),
  )
}
