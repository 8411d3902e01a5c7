import type { ComparedQuery } from '../compared-release.ts'
import type { ChangedNumber } from './shown-number.ts'

/** A value that a stat or a gauge shows, on both sides. */
export interface ValueChange extends ChangedNumber {
  /** The field, with its labels where there are several. */
  readonly name: string
  /** Set where the threshold colour is not the same. */
  readonly color: { readonly before: string; readonly after: string } | undefined
}

/** A line of a graph. */
export interface SeriesChange {
  readonly name: string
  /** How many points differ, of how many on either side. */
  readonly points: number
  readonly of: number
  /** How many are only on the side of the head, and how many only on that of the base. */
  readonly come: number
  readonly gone: number
  /** The largest difference, and when; undefined where no point is on both sides. */
  readonly largest: (ChangedNumber & { readonly at: string }) | undefined
  readonly presence: 'both' | 'added' | 'removed'
}

/** Whether an alert would fire, and what it goes by. */
export interface AlertOutcome {
  readonly state: 'fires' | 'quiet' | 'no data' | 'fails'
  /** The number of the first set of labels that fires, or else of the first; null where there is none. */
  readonly value: number | null
  /** How many more sets of labels it watches. */
  readonly others: number
  /** Why it goes by no number: there is no data, or what failed. */
  readonly problem: string | undefined
}

/** How two results of one query differ. */
export type Difference =
  | { readonly kind: 'same'; readonly rounded: boolean }
  | { readonly kind: 'values'; readonly values: readonly ValueChange[] }
  | { readonly kind: 'series'; readonly series: readonly SeriesChange[] }
  | RowsChange
  | { readonly kind: 'alert'; readonly before: AlertOutcome; readonly after: AlertOutcome }
  | { readonly kind: 'faults'; readonly before: number; readonly after: number }
  | { readonly kind: 'new'; readonly shows: string }
  | { readonly kind: 'not compared'; readonly reason: string }

/** Rows of a table that came, went or changed. */
export interface RowsChange {
  readonly kind: 'rows'
  /** The columns that make a row the same row; none where whole rows are compared. */
  readonly grain: readonly string[]
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly examples: readonly RowChange[]
}

/** A row of a table that is not what it was. */
export interface RowChange {
  /** The values that make it this row; empty where a table has one row. */
  readonly row: string
  readonly change: 'added' | 'removed' | 'changed'
  /** The cells that differ, of a row on both sides. */
  readonly cells: readonly (ChangedNumber & { readonly column: string })[]
}

/** A query whose numbers may have changed. */
export interface NumberChange {
  readonly kind: ComparedQuery['kind']
  readonly where: string
  readonly difference: Difference
  /** The query itself is not the one it was. */
  readonly rewritten: boolean
}

/** Whether a number that people saw is another one now. */
export const isChanged = ({ difference: { kind } }: NumberChange): boolean =>
  kind !== 'same' && kind !== 'new'
