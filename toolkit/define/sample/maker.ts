import type { Source } from '../source.ts'
import type { Random } from './random.ts'

/** What a value may be made from: the same is given for the same cell, however often it is asked for. */
export interface Cell {
  /** Which row of its table it is, from 0. */
  readonly row: number
  /** Of this cell alone, so that no cell depends on the order in which others are made. */
  readonly random: Random
  readonly now: Date
  /** How many rows a table has. */
  sizeOf(source: Source): number
  /** The value of another cell. */
  valueAt(source: Source, column: string, row: number): unknown
  /** Chance that several columns of a row share, by the name that they give it. */
  shared(name: string): Random
}

/** Makes the values of a column. */
export interface Maker<Value> {
  make(cell: Cell): Value
}

/**
 * Values by a function of one's own.
 *
 * @example each(({ row, random }) => `${row}-${random.whole(1, 6)}`)
 */
export const each = <Value>(make: (cell: Cell) => Value): Maker<Value> => ({ make })
