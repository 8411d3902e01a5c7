import type { Hazard, PlanStep } from '../deploy/plan/plan-step.ts'
import type { DesiredObject } from '../kinds/desired-object.ts'
import { objectKind } from '../kinds/object-kinds.ts'
import type { DesiredState } from '../release/desired-state.ts'
import type { SqlChange } from './diff-report.ts'
import type { Fact } from './fact.ts'
import { type KnownNames, knownNames } from './known-names.ts'
import { objectFacts, objectText } from './object-facts.ts'
import { scheduleChanges } from './schedule-changes.ts'
import { sourceChanges } from './source-changes.ts'
import { changedLines, type FormatSql } from './sql-lines.ts'

/** What changes in the database: what a deploy does, and what is different in the definitions. */
export function sqlChanges(
  base: DesiredState,
  head: DesiredState,
  { steps, format }: { readonly steps: readonly PlanStep[] | undefined; readonly format: FormatSql },
): SqlChange[] {
  const [old, now] = [shownObjects(base), shownObjects(head)]
  const known = knownNames(base, head)
  const textOf = (object: DesiredObject | undefined) => (object ? objectText(object, format, known) : '')
  const changes: SqlChange[] = []
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [before, after] = [old.get(name), now.get(name)]
    const own = steps?.filter(({ object }) => known(object) === name)
    const kind = (after ?? before)?.kind ?? ''
    const hazards = hazardsOf(own ?? [], known)
    const lines = changedLines(textOf(before), textOf(after))
    const facts = before && after ? objectFacts(before, after) : []
    const change = before && after ? changeOf(own, lines, facts) : after ? 'added' : 'dropped'
    if (change) changes.push({ kind, name, change, facts, lines: before && after ? lines : [], hazards })
  }
  return [
    ...changes.sort((a, b) => rank(a) - rank(b)),
    ...scheduleChanges(base.schedules, head.schedules),
    ...sourceChanges(base.sources, head.sources),
  ]
}

const order: readonly SqlChange['change'][] = [
  'dropped',
  'rebuilt',
  'replaced',
  'changed',
  'extended',
  'added',
  'described',
]
const rank = ({ change }: SqlChange): number => order.indexOf(change)

/** Schemas and copies are not what people speak of. */
function shownObjects({ objects }: DesiredState): Map<string, DesiredObject> {
  const shown = objects.filter((object) => objectKind(object).isShown)
  return new Map(shown.map((object) => [object.name, object]))
}

/** A definition that differs only in its layout, or that Postgres prints the same, takes no step. */
function changeOf(
  steps: readonly PlanStep[] | undefined,
  lines: readonly string[],
  facts: readonly Fact[],
): SqlChange['change'] | undefined {
  const kinds = new Set(steps?.map(({ kind }) => kind))
  if (kinds.has('rebuild') || kinds.has('bridge') || kinds.has('swap')) return 'rebuilt'
  if (kinds.has('extend')) return 'extended'
  if (kinds.has('replace')) return 'replaced'
  const isDescribed = facts.length > 0 && facts.every(({ kind }) => kind === 'description')
  if (isDescribed && lines.length === 0) return 'described'
  if (facts.length > 0 || (lines.length > 0 && (!steps || steps.some(({ kind }) => kind !== 'comment'))))
    return 'changed'
  return undefined
}

/** That readers wait for a moment is true of every change, and no news. */
function hazardsOf(steps: readonly PlanStep[], known: KnownNames): Hazard[] {
  const told = steps.flatMap(({ hazards }) => hazards).filter(({ kind }) => kind !== 'locks readers')
  const unique = new Map(told.map((hazard) => [`${hazard.kind} ${hazard.message}`, hazard]))
  return [...unique.values()].map(({ kind, message }) => ({ kind, message: known(message) }))
}
