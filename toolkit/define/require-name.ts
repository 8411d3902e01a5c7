import { describeSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { identifierProblem, type NameProblem, nameProblem } from '../sql/relation-name.ts'

interface Named {
  readonly kind: string
  readonly name: string
}

/**
 * A definition whose name stands in a schema, if a query can write that name.
 *
 * @throws SightlineError with the place of the definition
 */
export function withName<D extends Named>(definition: D): D {
  return refuseIf(nameProblem(definition.name), definition)
}

/** A definition whose name stands in no schema of its own, if Postgres can keep that name. */
export function withIdentifier<D extends Named>(definition: D): D {
  return refuseIf(identifierProblem(definition.name), definition)
}

function refuseIf<D extends Named>(problem: NameProblem | undefined, definition: D): D {
  if (!problem) return definition
  const where = describeSite(definition)
  throw new SightlineError({
    code: 'invalid-name',
    what: `The ${definition.kind} ${problem.what}.`,
    value: definition.name === '' ? "''" : definition.name,
    ...(where === undefined ? {} : { where }),
    next: problem.next,
  })
}
