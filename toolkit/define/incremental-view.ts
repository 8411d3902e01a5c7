import type { RawBuilder } from 'kysely'
import { rememberSite } from '../foundation/definition-site.ts'
import type { Follow, IncrementalView } from './followable.ts'
import type { MaterializedViewOptions } from './materialized-view.ts'
import type { Rows } from './queries/rows.ts'
import type { Query } from './query.ts'
import { withName } from './require-name.ts'
import { type WrittenName, writtenName } from './written-name.ts'

export type { IncrementalView } from './followable.ts'

interface IncrementalOptions<Row, Key extends keyof Row & string>
  extends Omit<MaterializedViewOptions<Row>, 'grain' | 'query'> {
  /** The unique key of a row, which is never null. */
  readonly grain: readonly [Key, ...Key[]]
}

/** The relations of a query; of handwritten SQL only a build knows them. */
type RelationOf<DB> = [keyof DB] extends [never] ? string : keyof DB & string

/**
 * Defines a materialized view with how a changed row of each relation that it reads leads to rows of its own: a refresh
 * works out those alone.
 *
 * @example
 * export const channelTotals = incrementalView('analytics.channel_totals', {
 *   description: 'What the videos of each channel reached.',
 *   grain: ['channel_id'],
 *   query: rows(videos).groupBy('channel_id').select((eb) => ['channel_id', eb.fn.sum('views').as('views')]),
 *   follow: [follow(videos, 'channel_id')],
 * })
 */
export function incrementalView<
  const Name extends string,
  DB,
  Row,
  const Key extends keyof Row & string,
  TB extends keyof DB = never,
>(
  name: Name,
  options: IncrementalOptions<Row, Key> & {
    readonly query: Rows<DB, TB, Row> | RawBuilder<Row>
    readonly follow: readonly Follow<NoInfer<RelationOf<DB>>, NoInfer<Key>>[]
  },
): IncrementalView<WrittenName<Name>, { [K in keyof Row & string]: [K, Row[K]] }[keyof Row & string]>
export function incrementalView(
  name: string,
  {
    columns = {},
    indexes = [],
    readBy,
    ...options
  }: IncrementalOptions<Record<string, unknown>, string> & {
    readonly query: Query
    readonly follow: readonly Follow[]
  },
): IncrementalView {
  return withName(
    rememberSite(
      {
        kind: 'incremental view',
        name: writtenName(name),
        columnDescriptions: columns,
        indexes,
        readBy,
        ...options,
      },
      incrementalView,
    ),
  )
}
