import { templatesOf } from './alerts/contact-point.ts'
import type { Definition } from './definition.ts'
import type { Environment } from './environment.ts'
import { referencesOf } from './references.ts'

/** The definitions that are listed, and after them whatever they or the environments refer to. */
export function withReferences(
  listed: readonly Definition[],
  environments: Readonly<Record<string, Environment>> = {},
): Definition[] {
  const found = new Set<Definition>()
  const waiting: Definition[] = [...referencesOfEnvironments(environments)].reverse()
  const all = new Set(listed)
  waiting.push(...[...listed].reverse())
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (next === undefined || found.has(next)) continue
    found.add(next)
    waiting.push(...[...referencesOf(next)].reverse())
  }
  return [...listed, ...[...found].filter((definition) => !all.has(definition))]
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
