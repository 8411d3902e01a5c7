import type { DrainOuterGeneric, Selection, SelectType } from 'kysely'

/** The columns that a list, or one thing alone, selects. */
export type SelectionOf<DB, TB extends keyof DB, S> = Selection<
  DB,
  TB,
  S extends readonly (infer One)[] ? One : S
>

/** The columns that a callback selects. */
export type CallbackSelectionOf<DB, TB extends keyof DB, CB> = CB extends (eb: never) => infer S
  ? SelectionOf<DB, TB, S>
  : never

/** Every column of the relations that are read. */
export type AllColumns<DB, TB extends keyof DB> = DrainOuterGeneric<{
  [C in { [T in TB]: keyof DB[T] }[TB]]: {
    [T in TB]: C extends keyof DB[T] ? SelectType<DB[T][C]> : never
  }[TB]
}>
