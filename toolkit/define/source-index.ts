import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { expressionBuilder } from 'kysely'
import { rememberSite } from '../foundation/definition-site.ts'
import type { IndexColumn } from './index-column.ts'
import type { DatabaseOf, Relation } from './relation.ts'
import { withIdentifier } from './require-name.ts'
import type { Source, Table } from './source.ts'

/** A table of somebody else, or of the release. */
export type IndexedTable = Source | Table

export interface SourceIndexOptions<S extends IndexedTable> {
  readonly description: string
  readonly on: S
  readonly columns: readonly IndexColumn<NoInfer<ColumnNameOf<S>>>[]
  readonly unique?: boolean
  /** The predicate of a partial index; it may use immutable functions only. */
  readonly where?: (eb: ExpressionBuilder<DatabaseOf<[S]>, S['name']>) => Expression<SqlBool>
}

type ColumnNameOf<S> = S extends Relation<string, infer Row> ? keyof Row & string : never

/** An index that the release adds to a table. */
export interface SourceIndex {
  readonly kind: 'index'
  readonly name: string
  readonly description: string
  readonly on: IndexedTable
  readonly columns: readonly IndexColumn[]
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
 */
export function sourceIndex<S extends IndexedTable>(
  name: string,
  options: SourceIndexOptions<S>,
): SourceIndex {
  return withIdentifier(
    rememberSite(
      {
        kind: 'index',
        name,
        description: options.description,
        on: options.on,
        columns: options.columns,
        unique: options.unique ?? false,
        where: options.where?.(expressionBuilder<DatabaseOf<[S]>, S['name']>()),
      },
      sourceIndex,
    ),
  )
}
