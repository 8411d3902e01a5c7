import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { isIndex } from '../../kinds/index/index-kind.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import type { LiveState } from '../live/live-state.ts'
import { sqlName } from '../shadow/shadow-schemas.ts'

/** Refuses a role that may not index a source table, before anything else is done. */
export async function requireOwnership(
  client: ClientBase,
  { objects }: DesiredState,
  { indexes, user }: LiveState,
): Promise<void> {
  const valid = new Set([...indexes.values()].filter((index) => index.valid).map(({ name }) => name))
  const missing = objects.filter(isIndex).filter(({ name }) => !valid.has(name))
  const tables = [...new Set(missing.map(({ on }) => on))]
  const { rows } = await client.query<{ table: string; owner: string }>(
    `select name as "table", rolname as owner from unnest($1::text[], $2::text[]) as wanted (name, quoted)
     join pg_class c on c.oid = to_regclass(quoted) join pg_roles r on r.oid = c.relowner
     where not pg_has_role(c.relowner, 'usage')`,
    [tables, tables.map(sqlName)],
  )
  const [found] = rows
  if (!found) return
  const names = missing.filter(({ on }) => on === found.table).map(({ name }) => name)
  throw new SightlineError({
    what: `Only the owner of the table ${found.table}, ${found.owner}, may add ${names.join(', ')} to it; nothing was changed.`,
    value: user,
    next: `Run: GRANT ${quoteIdentifier(found.owner)} TO ${quoteIdentifier(user)}, or let ${found.owner} create the index.`,
  })
}
