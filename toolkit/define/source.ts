import { rememberSite } from '../foundation/definition-site.ts'
import type { Column } from './column.ts'
import type { Relation } from './relation.ts'
import { withName } from './require-name.ts'
import { type WrittenName, writtenName } from './written-name.ts'

export type Columns = Record<string, Column<unknown>>

/** The Kysely row of a set of columns. */
export type RowOfColumns<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer V> ? V : never }

export interface TableOptions<C extends Columns> {
  readonly description: string
  readonly columns: C
  /** The primary key, where it has more than one column. */
  readonly primaryKey?: readonly (keyof C & string)[]
}

/** A table whose rows somebody else writes; its columns are never altered by a deploy. */
export interface Source<Name extends string = string, Row = unknown> extends Relation<Name, Row> {
  readonly kind: 'source'
  readonly description: string
  readonly columns: Columns
  readonly primaryKey: readonly string[]
}

/**
 * Declares a table that the project reads and another team owns.
 *
 * @example export const users = source('users', { description: 'Accounts', columns: { user_id: text().primaryKey() } })
 */
export function source<const Name extends string, C extends Columns>(
  name: Name,
  options: TableOptions<C>,
): Source<WrittenName<Name>, RowOfColumns<C>> {
  return withName(
    rememberSite({ kind: 'source', name: writtenName(name), primaryKey: [], ...options }, source),
  )
}

/** A table that the release itself creates, such as a log of refreshes; its rows survive every deploy. */
export interface Table<Name extends string = string, Row = unknown> extends Relation<Name, Row> {
  readonly kind: 'table'
  readonly description: string
  readonly columns: Columns
  readonly primaryKey: readonly string[]
}

/**
 * Declares a table that the release creates and owns.
 *
 * @example export const refreshLog = table('analytics.refresh_log', { description: 'One row per refresh', columns: { ... } })
 */
export function table<const Name extends string, C extends Columns>(
  name: Name,
  options: TableOptions<C>,
): Table<WrittenName<Name>, RowOfColumns<C>> {
  return withName(rememberSite({ kind: 'table', name: writtenName(name), primaryKey: [], ...options }, table))
}
