import { SightlineError } from '../foundation/sightline-error.ts'
import { describeUrl } from './describe-url.ts'

/** Why a statement failed, in words, where the reason is a privilege or the connection; other errors as they are. */
export function statementProblem(error: unknown, url: string): unknown {
  if (error instanceof SightlineError || !(error instanceof Error)) return error
  const code = 'code' in error ? error.code : undefined
  const value = describeUrl(url)
  if (code === '42501') {
    return new SightlineError(
      {
        code: 'missing-privilege',
        what: `Postgres does not allow this: ${error.message}.`,
        value,
        next: 'Let an administrator grant it to this role, or connect as another; `sightline doctor` says more.',
      },
      { cause: error },
    )
  }
  if (
    code === '57P01' ||
    code === 'ECONNRESET' ||
    /Connection terminated|not queryable/.test(error.message)
  ) {
    return new SightlineError(
      {
        code: 'connection-lost',
        what: `The connection was lost: ${error.message}.`,
        value,
        next: 'See that the server is up, and try again.',
      },
      { cause: error },
    )
  }
  return error
}
