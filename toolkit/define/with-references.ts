import { templatesOf } from './alerts/contact-point.ts'
import type { Definition } from './definition.ts'
import type { Environment } from './environment.ts'
import { isOfViews, type OfViews } from './of-views.ts'
import { referencesOf } from './references.ts'
import type { Views } from './views.ts'

/** The definitions that are listed, and after them whatever they or the environments refer to. */
export function withReferences(
  listed: readonly (Definition | OfViews)[],
  environments: Readonly<Record<string, Environment>> = {},
): Definition[] {
  const found = reachable([...listed.filter(isDefinition), ...referencesOfEnvironments(environments)])
  const views = [...found].filter(isView)
  const whole = withMade(listed, views)
  const ofChecks = reachable(whole.filter((one) => isDefinition(one) && !found.has(one)))
  const all = new Set(whole)
  return [...whole, ...new Set([...found, ...ofChecks])].filter(
    (one, position) => position < whole.length || !all.has(one),
  )
}

/** What is listed, with each definition that is made of the views once, in the place of what makes it. */
function withMade(listed: readonly (Definition | OfViews)[], views: Views): Definition[] {
  const seen = new Set(listed)
  return listed.flatMap((one) => {
    if (!isOfViews(one)) return [one]
    const made = [one.over(views)].flat().filter((definition) => !seen.has(definition))
    for (const definition of made) seen.add(definition)
    return made
  })
}

/** What the compiler refuses may still come from plain JavaScript; a build says so. */
const isDefinition = (one: Definition | OfViews): one is Definition =>
  typeof one === 'object' && one !== null && !isOfViews(one)

const isView = (one: Definition): one is Views[number] =>
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
