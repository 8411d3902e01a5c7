import type { AlertRule } from '../define/alerts/alert-rule.ts'
import type { Expectation } from '../define/proofs/expectation.ts'
import type { Proof, Proofs } from '../define/proofs/proofs.ts'
import type { Query } from '../define/query.ts'
import { reportParts } from '../define/reports/report-parts.ts'
import type { ProofContext } from '../proofs/proof-context.ts'
import { compileQuery } from '../sql/compile-query.ts'

/** A proof with what it is called, and its file's moment. */
export interface NamedProof {
  readonly title: string
  readonly proof: Proof
  readonly now: Date
}

/** Every proof of some files. */
export const namedProofs = (files: readonly Proofs[]): NamedProof[] =>
  files.flatMap(({ cases, now }) => Object.entries(cases).map(([title, proof]) => ({ title, proof, now })))

/** A view and all that read it, by name. */
export function readersOf(view: string, { views }: ProofContext): ReadonlySet<string> {
  const found = new Set([view])
  for (const { name, dependsOn } of views.values()) {
    if (dependsOn.some((needed) => found.has(needed))) found.add(name)
  }
  return found
}

/** The proofs that could notice a change of a view: those of the view itself first, then those of what reads it. */
export function proofsOfView(
  view: string,
  proofs: readonly NamedProof[],
  context: ProofContext,
): NamedProof[] {
  const readers = readersOf(view, context)
  const weighed = proofs.map((named) => ({ named, weight: weightOf(named.proof, view, readers, context) }))
  const relevant = weighed.filter(({ weight }) => Number.isFinite(weight))
  return relevant.sort((a, b) => a.weight - b.weight).map(({ named }) => named)
}

/** The proofs that could notice a change of a rule. */
export const proofsOfRule = (rule: AlertRule, proofs: readonly NamedProof[]): NamedProof[] =>
  proofs.filter(({ proof }) =>
    'rows' in proof
      ? proof.expectations.some((one) => one.of === 'alert' && one.rule === rule)
      : proof.rule === rule,
  )

/** How far a proof is from a view; infinitely far where it does not look at it. */
function weightOf(proof: Proof, view: string, readers: ReadonlySet<string>, context: ProofContext): number {
  if (!('rows' in proof)) return ruleReads(proof.rule, readers) ? 4 : Infinity
  const weigh = (one: Expectation): number => {
    if (one.of === 'view') return one.view.name === view ? 0 : readers.has(one.view.name) ? 1 : Infinity
    if (one.of === 'alert') return ruleReads(one.rule, readers) ? 3 : Infinity
    if (one.of === 'report')
      return reportParts(one.report).some(({ query }) => reads(query, readers)) ? 2 : Infinity
    if (one.of === 'recipients') {
      const { recipients } = one.report
      return !('length' in recipients) && reads(recipients, readers) ? 2 : Infinity
    }
    const { relations = [] } = context.dashboards.get(one.dashboard.uid) ?? {}
    return relations.some((name) => readers.has(name)) ? 2 : Infinity
  }
  return Math.min(...proof.expectations.map(weigh))
}

const ruleReads = ({ queries }: AlertRule, readers: ReadonlySet<string>): boolean =>
  Object.values(queries).some(({ query }) => reads(query, readers))

function reads(query: Query, readers: ReadonlySet<string>): boolean {
  const { sql } = compileQuery(query)
  return [...readers].some((name) => sql.includes(name))
}
