import type { Expression } from 'kysely'

/** A column of an index: its name, or `desc(name)`. */
export type IndexColumn<Name extends string = string> = Name | DescendingColumn<Name>

export interface DescendingColumn<Name extends string = string> {
  readonly column: Name
  readonly direction: 'desc'
}

/** What an index of a table is over: a column, or what is worked out from columns. */
export type IndexKey = IndexColumn | Expression<unknown>

/** An index column sorted from the largest down. */
export function desc<const Name extends string>(column: Name): DescendingColumn<Name> {
  return { column, direction: 'desc' }
}
