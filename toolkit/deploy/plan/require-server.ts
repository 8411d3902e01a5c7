import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'

interface ServerState {
  readonly version: number
  readonly shown: string
  /** The version of Citus, where that is installed. */
  readonly citus: string | null
  readonly standby: boolean
  readonly readOnly: boolean
  readonly mayCreate: boolean
  readonly mayUseTemporary: boolean
  readonly user: string
  readonly database: string
}

/** Refuses a server to which nothing can be deployed, and says why. */
export async function requireServer(client: ClientBase): Promise<void> {
  const { rows } = await client.query<ServerState>(`select
    current_setting('server_version_num')::int as version,
    current_setting('server_version') as shown,
    (select extversion from pg_extension where extname = 'citus') as citus,
    pg_is_in_recovery() as standby,
    current_setting('transaction_read_only') = 'on' as "readOnly",
    has_database_privilege(current_database(), 'create') as "mayCreate",
    has_database_privilege(current_database(), 'temporary') as "mayUseTemporary",
    current_user::text as user,
    current_database()::text as database`)
  const [state] = rows
  if (state) requireState(state)
}

/** Refuses a state of the server in which nothing can be deployed. */
export function requireState(state: ServerState): void {
  const { version, shown, user, database } = state
  if (version < 140000) {
    throw new SightlineError({
      code: 'postgres-too-old',
      what: 'This Postgres is too old.',
      value: `Postgres ${shown}`,
      next: 'Use Postgres 14 or later.',
    })
  }
  if (state.citus !== null && !grantsColumns(state.citus)) {
    throw new SightlineError({
      code: 'citus-too-old',
      what: 'This Citus refuses grants on columns, which is what a reader gets.',
      value: `Citus ${state.citus}`,
      next: 'Upgrade the extension to Citus 13.1 or later.',
    })
  }
  if (state.standby) {
    throw new SightlineError({
      code: 'server-is-standby',
      what: 'This server is a standby, which cannot be written to.',
      value: database,
      next: 'Connect to the primary: add target_session_attrs=read-write to the URL, or name its host.',
    })
  }
  if (state.readOnly) {
    throw new SightlineError({
      code: 'read-only-role',
      what: 'Transactions of this role are read-only here.',
      value: user,
      next: `Deploy with another role, or run: ALTER ROLE ${quoteIdentifier(user)} SET default_transaction_read_only = off`,
    })
  }
  for (const [allowed, privilege] of [
    [state.mayCreate, 'CREATE'],
    [state.mayUseTemporary, 'TEMPORARY'],
  ] as const) {
    if (allowed) continue
    throw new SightlineError({
      code: 'missing-database-privilege',
      what: `The role ${user} lacks the privilege ${privilege} on the database ${database}.`,
      value: user,
      next: `Run: GRANT ${privilege} ON DATABASE ${quoteIdentifier(database)} TO ${quoteIdentifier(user)}`,
    })
  }
}

/** Whether a version of Citus such as `13.2-1` hands grants on columns on to its workers. */
export function grantsColumns(citus: string): boolean {
  const [major = 0, minor = 0] = citus.split(/[.-]/).map(Number)
  return major > 13 || (major === 13 && minor >= 1)
}
