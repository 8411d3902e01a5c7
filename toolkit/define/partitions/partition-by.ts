import type { ColumnType } from 'kysely'
import type { Column } from '../columns/column.ts'

/** How much time one partition has. */
export type PartitionSpan = 'hour' | 'day' | 'week' | 'month' | 'year'

/** For how long rows are kept: `90 days`, or `forever`. */
export type KeptFor = 'forever' | `${number} ${PartitionSpan | `${PartitionSpan}s`}`

/** A table in pieces of equal time, of which each is made ahead and goes as a whole. */
export interface PartitionBy<ColumnName extends string = string> {
  readonly column: ColumnName
  readonly every: PartitionSpan
  /** Partitions that end before that are dropped. */
  readonly keep: KeptFor
}

type InsertedAs<Value> = Value extends ColumnType<unknown, infer Inserted, unknown> ? Inserted : Value
type SelectedAs<Value> = Value extends ColumnType<infer Selected, unknown, unknown> ? Selected : Value

/** The columns that say when something was, in every row. */
export type TimeColumn<C> = {
  [K in keyof C & string]: C[K] extends Column<infer Value>
    ? Date extends InsertedAs<Value>
      ? null extends SelectedAs<Value>
        ? never
        : K
      : never
    : never
}[keyof C & string]
