import type { PlanStep } from '../plan/plan-step.ts'
import { type Planner, step } from '../plan/planner.ts'
import { byRelation, type ReaderAccess, readerGrants, readerRevokes } from './reader-role.ts'

/** What the reader gets before old dashboards are replaced. */
export function planGrants(planner: Planner): PlanStep[] {
  const { desired, reader, final } = planner
  const statements = readerGrants(desired.readerRole, reader, byRelation(final.queries.reads))
  return asStep(planner, 'expand', statements)
}

/** What the reader loses afterwards. */
export function planRevokes(planner: Planner): PlanStep[] {
  const { desired, final, live } = planner
  const sources = new Set(desired.sources.map(({ name }) => name))
  const columns = new Map<string, ReadonlySet<string>>()
  for (const [relation, had] of planner.reader.columns) {
    const ends = final.relations.get(relation)
    if (!ends && !sources.has(relation) && live.relations.get(relation)?.kind !== 'table') continue
    const kept = [...had].filter(
      (column) => !ends || column === '*' || ends.columns.some(({ name }) => name === column),
    )
    columns.set(relation, new Set(kept))
  }
  const reader: ReaderAccess = { ...planner.reader, columns }
  const needed = byRelation(final.queries.reads)
  const missing = planner.expand ? [] : readerGrants(desired.readerRole, reader, needed)
  return asStep(planner, 'contract', [...missing, ...readerRevokes(desired.readerRole, reader, needed)])
}

function asStep(planner: Planner, phase: 'expand' | 'contract', statements: readonly string[]): PlanStep[] {
  if (statements.length === 0) return []
  const own = statements.map((sql) => ({ stage: 'grant' as const, sql }))
  return [step(planner, { object: planner.desired.readerRole, kind: 'grant', phase, statements: own })]
}
