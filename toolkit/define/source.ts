import { rememberSite } from '../foundation/definition-site.ts'
import type { Cell, RowOfCells } from './cells.ts'
import type { Column } from './columns/column.ts'
import type { OtherDatabase } from './data-source.ts'
import type { PartitionBy, TimeColumn } from './partitions/partition-by.ts'
import { requirePartitioning } from './partitions/require-partitioning.ts'
import type { Relation } from './relation.ts'
import { withName } from './require-name.ts'
import { type WrittenName, writtenName } from './written-name.ts'

export type Columns = Record<string, Column<unknown>>

/** What may be said of a table of any database. */
export interface OtherSourceOptions<C extends Columns> extends ColumnOptions<C> {
  /** The column that says when a row came to be, so that a backtest can hold back what came later. */
  readonly eventTime?: keyof C & string
}

export interface SourceOptions<C extends Columns> extends OtherSourceOptions<C> {
  /** How its partitions are made ahead and dropped, where the release does that; it has to be partitioned so already. */
  readonly partitionBy?: PartitionBy<TimeColumn<NoInfer<C>>>
}

interface ColumnOptions<C extends Columns> {
  readonly description: string
  readonly columns: C
  /** The primary key, where it has more than one column. */
  readonly primaryKey?: readonly (keyof C & string)[]
  /** Foreign keys of more than one column. */
  readonly foreignKeys?: readonly ForeignKey<keyof C & string>[]
  /** Other keys of more than one column. */
  readonly unique?: readonly (readonly (keyof C & string)[])[]
  /** What must hold of every row, as SQL text, where it is of more than one column. */
  readonly checks?: readonly string[]
}

export interface TableOptions<C extends Columns> extends ColumnOptions<C> {
  /** Pieces of equal time, which are made ahead and dropped as a whole; every key has to contain the column. */
  readonly partitionBy?: PartitionBy<TimeColumn<NoInfer<C>>>
}

/** A foreign key of more than one column. */
export interface ForeignKey<ColumnName extends string = string> {
  readonly columns: readonly ColumnName[]
  readonly references: string
  /** The columns there; its primary key unless said otherwise. */
  readonly to?: readonly string[]
}

/** What is declared of the rows of a table beside its columns. */
export interface TableKeys {
  readonly primaryKey: readonly string[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly unique: readonly (readonly string[])[]
  readonly checks: readonly string[]
}

const noKeys: TableKeys = { primaryKey: [], foreignKeys: [], unique: [], checks: [] }

/** A table whose rows somebody else writes; its columns are never altered by a deploy. */
export interface Source<Name extends string = string, Cells extends Cell = Cell>
  extends Relation<Name, RowOfCells<Cells>>,
    TableKeys {
  readonly kind: 'source'
  readonly description: string
  readonly columns: Columns
  /** The column that says when a row came to be. */
  readonly eventTime: string | undefined
  readonly partitionBy: PartitionBy | undefined
  /** The database that has it, where that is not the one that is deployed to. */
  readonly database: OtherDatabase | undefined
}

/**
 * Declares a table that the project reads and another team owns.
 *
 * @example export const users = source('users', { description: 'Accounts', columns: { user_id: text().primaryKey() } })
 */
export function source<const Name extends string, C extends Columns>(
  name: Name,
  options: SourceOptions<C>,
): Source<
  WrittenName<Name>,
  { [K in keyof C & string]: [K, C[K] extends Column<infer V> ? V : never] }[keyof C & string]
> {
  const definition = { ...unsaid, name: writtenName(name), ...options, database: undefined }
  return requirePartitioning(withName(rememberSite(definition, source)), {
    shape: definition.partitionBy && definition.columns[definition.partitionBy.column]?.shape,
    keys: [],
  })
}

/** The same for a table of another database; `definedBy` is the public function that was called. */
export function sourceIn<Database extends OtherDatabase, const Name extends string, C extends Columns>(
  database: Database,
  name: Name,
  options: OtherSourceOptions<C>,
  definedBy: (...args: never[]) => unknown,
): Source<
  WrittenName<Name>,
  { [K in keyof C & string]: [K, C[K] extends Column<infer V> ? V : never] }[keyof C & string]
> & { readonly database: Database } {
  return withName(rememberSite({ ...unsaid, name: writtenName(name), ...options, database }, definedBy))
}

/** What a source says of itself that says nothing. */
const unsaid = { kind: 'source' as const, ...noKeys, eventTime: undefined, partitionBy: undefined }

/** A table that the release itself creates, such as a log of refreshes; its rows survive every deploy. */
export interface Table<Name extends string = string, Cells extends Cell = Cell>
  extends Relation<Name, RowOfCells<Cells>>,
    TableKeys {
  readonly kind: 'table'
  readonly description: string
  readonly columns: Columns
  readonly partitionBy: PartitionBy | undefined
}

/**
 * Declares a table that the release creates and owns.
 *
 * @example export const refreshLog = table('analytics.refresh_log', { description: 'One row per refresh', columns: { ... } })
 */
export function table<const Name extends string, C extends Columns>(
  name: Name,
  options: TableOptions<C>,
): Table<
  WrittenName<Name>,
  { [K in keyof C & string]: [K, C[K] extends Column<infer V> ? V : never] }[keyof C & string]
> {
  const definition = withName(
    rememberSite(
      { kind: 'table' as const, name: writtenName(name), ...noKeys, partitionBy: undefined, ...options },
      table,
    ),
  )
  const { partitionBy, columns, primaryKey, unique } = definition
  const shape = partitionBy && columns[partitionBy.column]?.shape
  const own = Object.entries(columns).filter(([, column]) => column.shape.primaryKey || column.shape.unique)
  const keys = [primaryKey, ...own.map(([column]) => [column]), ...unique].filter(({ length }) => length > 0)
  return requirePartitioning(definition, { shape, keys })
}
