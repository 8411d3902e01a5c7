import type { ChangeKind } from './sql-edit.ts'

/** A change of a definition, and what became of it. */
export interface Mutation {
  readonly definition: string
  readonly where: string | undefined
  readonly kind: ChangeKind
  readonly change: string
  /** The line of the query; undefined for a setting of a rule. */
  readonly line: number | undefined
  readonly outcome: 'noticed' | 'equivalent' | 'unnoticed'
  /** The proof that noticed it, or the reason why none can. */
  readonly because: string | undefined
}

export interface MutationReport {
  readonly mutations: readonly Mutation[]
  /** Changes that are listed as equivalent, and that are noticed or not tried. */
  readonly stale: readonly { readonly definition: string; readonly change: string }[]
}
