import { rememberSite } from '../../foundation/definition-site.ts'
import type { AlertRule } from '../alerts/alert-rule.ts'
import type { Relation } from '../relation.ts'
import type { Given } from './given.ts'
import type { Timeline } from './timeline.ts'

/** Something that must be so, whatever else is changed. */
export type Proof = Given | Timeline

/** A change of a definition that no proof can notice, since the changed one gives the same. */
export interface Equivalent {
  /** The view or the rule. */
  readonly of: Relation | AlertRule
  /** The change as `sightline mutate` prints it. */
  readonly change: string
  readonly reason: string
}

/** The proofs of a file. */
export interface Proofs {
  readonly kind: 'proofs'
  readonly now: Date
  readonly equivalent: readonly Equivalent[]
  readonly cases: Readonly<Record<string, Proof>>
}

export interface ProofsOptions {
  /** When it is in proofs that do not say otherwise. */
  readonly now: string | Date
  /** Changes that `sightline mutate` tries and that change nothing. */
  readonly equivalent?: readonly Equivalent[]
}

/**
 * Lists proofs by what they prove; a file `*.proof.ts` exports it as default, and `sightline test` runs it.
 *
 * @example
 * export default proofs({ now: '2026-03-15T12:00:00Z' }, {
 *   'revenue is counted per UTC day': given(order({ amount: 20 })).view(dailyRevenue, [{ revenue: 20 }]),
 * })
 */
export function proofs(
  { now, equivalent = [] }: ProofsOptions,
  cases: Readonly<Record<string, Proof>>,
): Proofs {
  return rememberSite({ kind: 'proofs', now: new Date(now), equivalent, cases }, proofs)
}

/** What a case is called, and its proof. */
type Titled = readonly [title: string, proof: Proof]

/**
 * The proofs of cases that differ in little: of each in a list, or of each value by its name.
 *
 * @example ...proveEach({ starter: 297, growth: 997 }, (price, tier) => [`a ${tier} brings ${price}`, given(charge({ tier })).view(mrr, [{ base_mrr: price }])])
 */
export function proveEach<const C extends string>(
  cases: readonly C[],
  prove: (value: C, name: string) => Titled,
): Record<string, Proof>
export function proveEach<V>(
  cases: Readonly<Record<string, V>>,
  prove: (value: V, name: string) => Titled,
): Record<string, Proof>
export function proveEach<V>(
  cases: Readonly<Record<string, V>> | readonly V[],
  prove: (value: V, name: string) => Titled,
): Record<string, Proof> {
  return Object.fromEntries(Object.entries(cases).map(([name, value]) => prove(value, name)))
}
