import type { ErrorCode } from '../foundation/error-codes.ts'
import { type Problem, SightlineError } from '../foundation/sightline-error.ts'

/** The five characters by which Postgres, or the network, names an error. */
export function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof SightlineError) return undefined
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** What Postgres adds to an error: which key, which object, and what it would do about it. */
export function detailOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const parts = [
    'detail' in error ? error.detail : undefined,
    'hint' in error ? error.hint : undefined,
    'where' in error ? error.where : undefined,
  ]
  const texts = parts.filter((part) => typeof part === 'string' && part !== '')
  return texts.length === 0 ? undefined : texts.join('\n         ')
}

const tryAgain = 'Put it right, and run the same command again.'

/** What to do about the errors that a deploy can meet, by their code. */
const remedies: readonly [RegExp, (message: string) => { code: ErrorCode; what: string; next: string }][] = [
  [
    /^42501$/,
    (message) => ({
      code: 'missing-privilege',
      what: `A privilege is missing: ${message}.`,
      next: grantFor(message),
    }),
  ],
  [
    /^25006$/,
    (message) => ({
      code: 'read-only-database',
      what: `The database is read-only: ${message}.`,
      next: 'Deploy to the primary, with a role whose transactions may write.',
    }),
  ],
  [
    /^53100$/,
    (message) => ({
      code: 'disk-full',
      what: `The disk of the database server is full: ${message}.`,
      next: tryAgain,
    }),
  ],
  [
    /^57014$/,
    (message) => ({
      code: 'statement-cancelled',
      what: `A statement took too long or was cancelled: ${message}.`,
      next: `Raise --statement-timeout if it needs more time. ${tryAgain}`,
    }),
  ],
  [
    /^(57P0|08|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH)/,
    (message) => ({
      code: 'connection-lost',
      what: `The connection to the database was lost: ${message}.`,
      next: tryAgain,
    }),
  ],
  [
    /^(53|58|XX)/,
    (message) => ({
      code: 'server-in-trouble',
      what: `The database server is in trouble: ${message}.`,
      next: tryAgain,
    }),
  ],
]

/** An error of Postgres as one that says what to do; errors of our own stay as they are. */
export function postgresProblem(error: unknown, doing?: string): unknown {
  if (error instanceof SightlineError) return error
  const state = sqlStateOf(error) ?? (isLostConnection(error) ? '08006' : undefined)
  if (state === undefined || !(error instanceof Error)) return error
  const message = error.message || state
  const remedy = remedies.find(([pattern]) => pattern.test(state))?.[1](message)
  if (!remedy && !/^[0-9A-Z]{5}$/.test(state)) return error
  const known: Omit<Problem, 'value'> = remedy ?? {
    code: 'postgres-error',
    what: `Postgres says: ${message}.`,
    next: tryAgain,
  }
  const value = [doing, detailOf(error)].filter((part) => part !== undefined).join('\n         ')
  return new SightlineError({ ...known, ...(value === '' ? {} : { value }) }, { cause: error })
}

function isLostConnection(error: unknown): boolean {
  return error instanceof Error && /Connection terminated|not queryable|connection error/i.test(error.message)
}

/** The GRANT that a message of a missing privilege asks for. */
function grantFor(message: string): string {
  const [, type = '', name = ''] = /permission denied for (\w+(?: \w+)?) (\S+)/.exec(message) ?? []
  const [, owned] = /must be owner of (.+)/.exec(message) ?? []
  if (owned !== undefined)
    return `Deploy with the role that owns ${owned}, or make it ours: ALTER … OWNER TO CURRENT_USER`
  if (/to create role|CREATEROLE/i.test(message))
    return 'Let an administrator run what `sightline doctor` names for the reader, then apply again'
  if (/alter role|ADMIN option/i.test(message))
    return 'Let an administrator run what `sightline doctor` names for the reader, then apply again'
  if (type === 'schema' && name === 'cron') return 'Run: GRANT USAGE ON SCHEMA cron TO the deploying role'
  if (type === 'schema') return `Run: GRANT USAGE, CREATE ON SCHEMA ${name} TO the deploying role`
  if (type === 'table' || type === 'view')
    return `Run: GRANT SELECT ON ${name} TO the deploying role WITH GRANT OPTION`
  return 'Grant it to the deploying role, and run the same command again.'
}
