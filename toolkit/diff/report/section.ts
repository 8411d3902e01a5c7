import type { Line } from './line.ts'

/** The lines of a query or an object that differ, with their signs. */
export interface SqlDifference {
  readonly of: Line
  readonly lines: readonly string[]
}

/** One thing that a report tells. */
export interface Item {
  readonly line: Line
  readonly bullets: readonly Line[]
  readonly diffs: readonly SqlDifference[]
}

/** A part of a report: rows of a table, then items. */
export interface Section {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Line[])[]
  readonly items: readonly Item[]
}

/** An item, with nothing below it unless something is given. */
export const item = (
  line: Line,
  bullets: readonly Line[] = [],
  diffs: readonly SqlDifference[] = [],
): Item => ({ line, bullets, diffs: diffs.filter(({ lines }) => lines.length > 0) })

/** A part without a table. */
export const section = (title: string, items: readonly Item[]): Section => ({
  title,
  columns: [],
  rows: [],
  items,
})
