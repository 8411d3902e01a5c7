import type { ErrorCode } from '../foundation/error-codes.ts'

interface ConnectionProblem {
  readonly code: ErrorCode
  readonly what: string
  readonly next: string
}

/** Why no connection came about, and what to do, by the code that Postgres, the system or TLS gives. */
const byCode: Readonly<Record<string, ConnectionProblem>> = {
  ECONNREFUSED: {
    code: 'database-refuses-connection',
    what: 'Nothing listens at this address: the connection was refused.',
    next: 'Check the host and the port, and that Postgres is running and listens on that address.',
  },
  ENOTFOUND: {
    code: 'database-host-not-found',
    what: 'There is no host of this name.',
    next: 'Check the host in the address.',
  },
  EAI_AGAIN: {
    code: 'database-lookup-failed',
    what: 'The name of the host cannot be looked up.',
    next: 'Check the host and the network.',
  },
  EHOSTUNREACH: {
    code: 'database-unreachable',
    what: 'The host cannot be reached.',
    next: 'Check the network, the VPN and the firewall.',
  },
  ENETUNREACH: {
    code: 'database-unreachable',
    what: 'The host cannot be reached.',
    next: 'Check the network, the VPN and the firewall.',
  },
  ETIMEDOUT: {
    code: 'database-does-not-answer',
    what: 'The server does not answer.',
    next: 'Check the host, the port and the firewall between here and there.',
  },
  ECONNRESET: {
    code: 'database-closes-connection',
    what: 'The server closed the connection at once.',
    next: 'Check that this is the port of a Postgres, and read its log.',
  },
  '28P01': {
    code: 'login-refused',
    what: 'The server refuses this user and password.',
    next: 'Correct the user or the password in the address; the password may also stand in PGPASSWORD.',
  },
  '28000': {
    code: 'role-not-admitted',
    what: 'The server does not let this user in.',
    next: 'Check that the role exists and may log in, and that pg_hba.conf allows it from here.',
  },
  '3D000': {
    code: 'unknown-database',
    what: 'There is no such database on this server.',
    next: 'Correct the name at the end of the address, or create the database.',
  },
  '42501': {
    code: 'missing-connect-privilege',
    what: 'This user may not connect to this database.',
    next: 'Let the owner run GRANT CONNECT ON DATABASE … TO ….',
  },
  '53300': {
    code: 'no-connection-left',
    what: 'The server has no connection left.',
    next: 'Wait until others have ended, or raise max_connections.',
  },
  '57P03': {
    code: 'server-not-ready',
    what: 'The server is starting or shutting down.',
    next: 'Try again in a moment.',
  },
}

const tlsRequired: ConnectionProblem = {
  code: 'encryption-required',
  what: 'The server takes only encrypted connections.',
  next: 'Add ?sslmode=verify-full to the address.',
}

const rules: readonly (ConnectionProblem & { readonly pattern: RegExp })[] = [
  { pattern: /no encryption|SSL off/, ...tlsRequired },
  {
    pattern: /does not support SSL/,
    code: 'encryption-not-offered',
    what: 'The server offers no encryption, which the address asks for.',
    next: 'Remove sslmode from the address, or turn ssl on in the server.',
  },
  {
    pattern: /certificate|altnames/i,
    code: 'database-certificate-not-trusted',
    what: "The server's certificate is not trusted here.",
    next: 'Name the authority that signed it: add &sslrootcert=ca.pem after ?sslmode=verify-full.',
  },
  {
    pattern: /client password must be a string/,
    code: 'password-missing',
    what: 'The server wants a password, and none was given.',
    next: 'Put it into the address, or into the environment variable PGPASSWORD.',
  },
  {
    pattern: /timeout expired|ETIMEDOUT/,
    code: 'database-does-not-answer',
    what: 'The server does not answer.',
    next: 'Check the host, the port and the firewall between here and there.',
  },
  {
    pattern: /Connection terminated unexpectedly/,
    code: 'database-closes-connection',
    what: 'The server closed the connection at once.',
    next: 'Check that this is the port of a Postgres, and read its log.',
  },
]

/** What is wrong with a connection, in words for people. */
export function connectionProblem(error: unknown): ConnectionProblem {
  const message = error instanceof Error ? error.message : String(error)
  const rule = rules.find(({ pattern }) => pattern.test(message))
  if (rule) return { code: rule.code, what: rule.what, next: rule.next }
  const known = byCode[codeOf(error)]
  if (known) return known
  return {
    code: 'no-connection',
    what: `There is no connection to the database: ${message || codeOf(error)}.`,
    next: 'Try the same address with psql, which may say more.',
  }
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error instanceof AggregateError ? codeOf(error.errors[0]) : ''
}
