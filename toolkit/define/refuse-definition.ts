import { describeSite } from '../foundation/definition-site.ts'
import type { ErrorCode } from '../foundation/error-codes.ts'
import { SightlineError } from '../foundation/sightline-error.ts'

/** What is wrong with a definition: how its sentence ends, with which value, and what to do. */
export interface DefinitionProblem {
  readonly what: string
  readonly value: string
  readonly next: string
}

/**
 * A definition in which nothing is wrong.
 *
 * @throws SightlineError with the place of the definition
 */
export function refuseIf<D extends { readonly kind: string; readonly name: string }>(
  code: ErrorCode,
  problem: DefinitionProblem | undefined,
  definition: D,
): D {
  if (!problem) return definition
  const where = describeSite(definition)
  throw new SightlineError({
    code,
    what: `The ${definition.kind} ${definition.name} ${problem.what}.`,
    value: problem.value,
    ...(where === undefined ? {} : { where }),
    next: problem.next,
  })
}
