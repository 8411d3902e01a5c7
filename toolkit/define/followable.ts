import type { Cell, RowOfCells } from './cells.ts'
import type { Duration } from './expressions/clock.ts'
import type { MaterializedViewOptions } from './materialized-view.ts'
import type { Query } from './query.ts'
import type { Rollup } from './realtime/rollup.ts'
import type { Relation } from './relation.ts'
import type { Source, Table } from './source.ts'

/** What an incremental view can follow: relations that are written to, row by row. */
export type Followable = Source | Table | Rollup | IncrementalView

/** How old a row is when it begins or ceases to count: a time since now, or days since the beginning of today. */
export type Age = Duration | { readonly days: number; readonly of: 'today'; readonly zone?: string }

/** A column that says when a row was last written, and how much later than that its transaction may end. */
export interface ChangedBy<Column extends string = string> {
  readonly column: Column
  readonly lateBy: Duration
}

/** How a changed row of a relation leads to the rows of a view that it changes. */
export interface Follow<Name extends string = string, Key extends string = string> {
  readonly source: Followable & { readonly name: Name }
  /** The keys, or parts of keys, that rows of the relation lead to. */
  readonly keys: Query
  /** The columns of the relation that the query of the keys reads. */
  readonly columns: readonly string[]
  /** The columns of the view that the keys are of. */
  readonly to: readonly string[]
  readonly changedBy: ChangedBy | undefined
  readonly ages: Readonly<Record<string, readonly Age[] | undefined>>
  /** Only a type: no value stands here. */
  readonly key?: Key
}

/** A stored view of which a refresh works out only the rows that changes lead to. */
export interface IncrementalView<Name extends string = string, Cells extends Cell = Cell>
  extends Relation<Name, RowOfCells<Cells>> {
  readonly kind: 'incremental view'
  readonly description: string
  readonly grain: readonly string[]
  readonly columnDescriptions: Readonly<Record<string, string | undefined>>
  readonly readBy: string | undefined
  readonly indexes: MaterializedViewOptions<Record<string, unknown>>['indexes'] & {}
  readonly query: Query
  readonly follow: readonly Follow[]
}
