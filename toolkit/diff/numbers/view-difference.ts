import type { ChangedNumber } from './shown-number.ts'

/** A column of a view in rows that both sides have. */
export interface ColumnChange extends ChangedNumber {
  readonly column: string
  /** In how many of these rows it is not what it was. */
  readonly changed: number
  /** The row that `before` and `after` are from: that of the largest change of a number, or else the first. */
  readonly row: string
}

/** How the rows of a view differ. */
export type ViewDifference =
  | { readonly kind: 'same'; readonly rounded: boolean }
  | {
      readonly kind: 'rows'
      /** By its grain, or as whole rows where the grain does not tell them apart, so that none is the same but another. */
      readonly by: 'grain' | 'whole rows'
      readonly grain: readonly string[]
      readonly added: number
      readonly removed: number
      readonly changed: number
      /** How many rows both sides have; of whole rows, how many are the same. */
      readonly of: number
      readonly columns: readonly ColumnChange[]
    }
  | { readonly kind: 'not compared'; readonly reason: string }

/** A view that changed, or that reads what changed. */
export interface ViewChange {
  readonly name: string
  readonly difference: ViewDifference
}

/** Whether a view has other rows than before. */
export const hasOtherRows = ({ difference: { kind } }: ViewChange): boolean => kind === 'rows'

/** The same, or nobody knows. */
export const mayHaveOtherRows = ({ difference: { kind } }: ViewChange): boolean => kind !== 'same'
