import { rememberSite } from '../foundation/definition-site.ts'
import type { Cell, RowOfCells } from './cells.ts'
import type { IndexColumn } from './index-column.ts'
import type { Query } from './query.ts'
import type { Relation } from './relation.ts'
import { withName } from './require-name.ts'
import type { ViewOptions } from './view.ts'
import { type WrittenName, writtenName } from './written-name.ts'

export interface MaterializedViewOptions<Row> extends ViewOptions<Row> {
  /** Indexes beside the unique one over the grain, which is always made. */
  readonly indexes?: readonly (readonly IndexColumn<NoInfer<keyof Row & string>>[])[]
}

/** A view whose rows are stored and refreshed. */
export interface MaterializedView<Name extends string = string, Cells extends Cell = Cell>
  extends Relation<Name, RowOfCells<Cells>> {
  readonly kind: 'materialized view'
  readonly description: string
  readonly grain: readonly string[]
  readonly columnDescriptions: Readonly<Record<string, string | undefined>>
  readonly readBy: string | undefined
  readonly indexes: readonly (readonly IndexColumn[])[]
  readonly query: Query
}

/**
 * Defines a materialized view; its grain becomes the unique index that a concurrent refresh needs.
 *
 * @example
 * export const channelPerformance = materializedView('analytics.channel_performance', {
 *   description: 'One row per channel.',
 *   grain: ['channel_id'],
 *   indexes: [['user_id'], [desc('revenue_last_30d')]],
 *   query: rows(channels).select(['channel_id', 'user_id']),
 * })
 */
export function materializedView<const Name extends string, Row>(
  name: Name,
  { columns = {}, indexes = [], readBy, ...options }: MaterializedViewOptions<Row>,
): MaterializedView<WrittenName<Name>, { [K in keyof Row & string]: [K, Row[K]] }[keyof Row & string]> {
  return withName(
    rememberSite(
      {
        kind: 'materialized view',
        name: writtenName(name),
        columnDescriptions: columns,
        readBy,
        indexes,
        ...options,
      },
      materializedView,
    ),
  )
}
