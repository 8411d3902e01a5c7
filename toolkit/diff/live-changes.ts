import { liveName } from '../lineage/live-edges.ts'
import type { LiveDefinition } from '../release/live/live-definition.ts'
import type { ThingChange } from './diff-report.ts'
import { facts } from './fact.ts'
import { pairUp } from './pair-up.ts'
import { come, gone } from './part-changes.ts'
import { cacheFacts } from './words/cache-facts.ts'
import { eventFacts } from './words/event-facts.ts'
import { liveFigureFacts } from './words/live-figure-facts.ts'

/** What changes in events, live figures and caches; nothing where one side does not know its own. */
export function liveChanges(
  base: readonly LiveDefinition[] | undefined,
  head: readonly LiveDefinition[] | undefined,
): ThingChange[] {
  if (!base || !head) return []
  const { kept, removed, added } = pairUp(base, head, ({ kind, name }) => `${kind} ${name}`)
  return [
    ...removed.flatMap(({ kind, name }) => gone(kind, [name])),
    ...kept.flatMap(([before, after]): ThingChange[] => {
      const own = before.description === after.description ? [] : ['description changed']
      const told = [...factsOf(before, after), ...facts('description', own)]
      const { kind, name } = after
      return told.length === 0 ? [] : [{ kind, name, change: 'changed', facts: told, lines: [] }]
    }),
    ...added.flatMap(({ kind, name }) => come(kind, [name])),
  ]
}

function factsOf(before: LiveDefinition, after: LiveDefinition) {
  if (before.kind === 'event' && after.kind === 'event') return eventFacts(before, after)
  if (before.kind === 'live figure' && after.kind === 'live figure') return liveFigureFacts(before, after)
  return before.kind === 'cache' && after.kind === 'cache' ? cacheFacts(before, after) : []
}

/** The names in the lineage of those that are not only described otherwise. */
export const changedLive = (changes: readonly ThingChange[]): string[] =>
  changes
    .filter(
      ({ change, facts: told }) => change !== 'changed' || told.some(({ kind }) => kind !== 'description'),
    )
    .map(({ kind, name }) => liveName(kind, name))

/** Whether events that are published as before would no longer be counted. */
export const refusesEvents = ({ kind, change, facts: told }: ThingChange): boolean =>
  kind === 'event' && (change === 'removed' || told.some((fact) => fact.kind === 'field'))

/** Whether a live figure says something else from then on, or is gone. */
export const changesFigure = ({ kind, change, facts: told }: ThingChange): boolean =>
  kind === 'live figure' && (change === 'removed' || told.some((fact) => fact.kind !== 'description'))
