import { templatesOf } from './alerts/contact-point.ts'
import type { UniqueGrains } from './data-checks/unique-grains.ts'
import type { Definition } from './definition.ts'
import type { Environment } from './environment.ts'
import type { IncrementalView } from './incremental-view.ts'
import type { MaterializedView } from './materialized-view.ts'
import { referencesOf } from './references.ts'
import type { View } from './view.ts'

/** The definitions that are listed, and after them whatever they or the environments refer to. */
export function withReferences(
  listed: readonly (Definition | UniqueGrains)[],
  environments: Readonly<Record<string, Environment>> = {},
): Definition[] {
  const found = reachable([...listed.filter(isDefinition), ...referencesOfEnvironments(environments)])
  const views = [...found].filter(isView)
  const whole = listed.map((one) => (isUniqueGrains(one) ? one.over(views) : one))
  const ofChecks = reachable(whole.filter((one) => isDefinition(one) && !found.has(one)))
  const all = new Set(whole)
  return [...whole, ...new Set([...found, ...ofChecks])].filter(
    (one, position) => position < whole.length || !all.has(one),
  )
}

const isUniqueGrains = (one: Definition | UniqueGrains): one is UniqueGrains => one?.kind === 'unique grains'

/** What the compiler refuses may still come from plain JavaScript; a build says so. */
const isDefinition = (one: Definition | UniqueGrains): one is Definition =>
  typeof one === 'object' && one !== null && !isUniqueGrains(one)

const isView = (one: Definition): one is View | MaterializedView | IncrementalView =>
  one.kind === 'view' || one.kind === 'materialized view' || one.kind === 'incremental view'

/** These definitions and whatever they refer to, each once, in the order in which it is met. */
function reachable(roots: readonly Definition[]): Set<Definition> {
  const found = new Set<Definition>()
  const waiting = [...roots].reverse()
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (next === undefined || found.has(next)) continue
    found.add(next)
    waiting.push(...[...referencesOf(next)].reverse())
  }
  return found
}

function* referencesOfEnvironments(
  environments: Readonly<Record<string, Environment>>,
): Generator<Definition> {
  for (const { contactPoints = [] } of Object.values(environments))
    for (const { contactPoint, integrations } of contactPoints) {
      yield contactPoint
      yield* templatesOf({ integrations })
    }
}
