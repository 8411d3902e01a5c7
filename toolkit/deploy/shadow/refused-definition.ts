import { SightlineError } from '../../foundation/sightline-error.ts'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import { detailOf, postgresProblem, sqlStateOf } from '../../postgres/postgres-problem.ts'

/** A missing privilege, a full disk, a lost connection and the like: no definition is to blame. */
const innocent = /^(42501$|08|25006$|40|53|55|57|58|XX)/

/** What Postgres says against a definition, with the place where it stands. */
export function refusedDefinition(object: DesiredObject, cause: unknown): unknown {
  const state = sqlStateOf(cause)
  if (state === undefined || innocent.test(state)) {
    return postgresProblem(cause, `while the ${object.kind} ${object.name} was tried`)
  }
  const message = cause instanceof Error ? cause.message : String(cause)
  return new SightlineError(
    {
      code: 'definition-refused',
      what: `Postgres refuses the ${object.kind} ${object.name}: ${message}.`,
      value: [object.name, detailOf(cause)].filter((part) => part !== undefined).join('\n         '),
      ...(object.where === undefined ? {} : { where: object.where }),
      next: 'Correct the definition, or bring the source tables to what it declares; nothing was changed.',
    },
    { cause },
  )
}
