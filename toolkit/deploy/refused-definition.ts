import { SightlineError } from '../define/sightline-error.ts'
import type { DesiredObject } from './desired-object.ts'

/** What Postgres says against a definition, with the place where it stands. */
export function refusedDefinition(object: DesiredObject, cause: unknown): SightlineError {
  const message = cause instanceof Error ? cause.message : String(cause)
  return new SightlineError(
    {
      what: `Postgres refuses the ${object.kind} ${object.name}: ${message}.`,
      value: object.name,
      ...(object.where === undefined ? {} : { where: object.where }),
      next: 'Correct the definition, or bring the source tables to what it declares; nothing was changed.',
    },
    { cause },
  )
}
