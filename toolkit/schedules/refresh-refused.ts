import { SightlineError } from '../foundation/sightline-error.ts'

/** What Postgres said of a refresh that failed, and what to do. */
export function refreshRefused(name: string, cause: unknown): SightlineError {
  const message = cause instanceof Error ? cause.message : String(cause)
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return new SightlineError(
    {
      code: 'refresh-refused',
      what: `Postgres does not refresh ${name}: ${message}.`,
      value: name,
      next:
        code === '42501'
          ? 'Connect as the role that deployed it: only the owner of a materialized view may refresh it.'
          : 'The rows of the last refresh are still there; put right what Postgres names and try again.',
    },
    { cause },
  )
}
