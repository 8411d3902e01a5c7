import type { ClientBase } from 'pg'
import { quoteIdentifier } from '../../sql/identifier.ts'

/** The schemas that are there and in which this role may not create, of those in which it has to. */
export async function closedToCreation(
  client: ClientBase,
  schemas: Iterable<string>,
): Promise<{ readonly schema: string; readonly next: string }[]> {
  const { rows } = await client.query<{ schema: string; user: string }>(
    `select nspname::text as schema, current_user::text as user from pg_namespace
     where nspname = any($1) and not (has_schema_privilege(oid, 'create') and has_schema_privilege(oid, 'usage'))
     order by 1`,
    [[...new Set(schemas)]],
  )
  return rows.map(({ schema, user }) => ({
    schema,
    next: `GRANT USAGE, CREATE ON SCHEMA ${quoteIdentifier(schema)} TO ${quoteIdentifier(user)}`,
  }))
}

/** Why a role does not have the rights of the owner of a table. */
export type OwnerState = 'superuser' | 'not granted' | 'not inherited by grant' | 'not inherited by role'

/** SQL for it, of an owner `r` from `pg_roles`: whether rights are inherited, a membership says from 16 on. */
export const ownerStateSql = `case
  when r.rolsuper then 'superuser'
  when not pg_has_role(r.oid, 'member') and (select rolinherit from pg_roles where rolname = current_user) then 'not granted'
  when current_setting('server_version_num')::int >= 160000 then 'not inherited by grant'
  else 'not inherited by role' end`

/** What the owner of a table, or whoever may, has to run so that a role may index it; nobody becomes a superuser by it. */
export function indexingNeeds(table: string, owner: string, state: OwnerState, user: string): string {
  const role = quoteIdentifier(user)
  const grant = `GRANT ${quoteIdentifier(owner)} TO ${role}`
  switch (state) {
    case 'superuser':
      return `ALTER TABLE ${table} OWNER TO ${role}`
    case 'not granted':
      return grant
    case 'not inherited by grant':
      return `${grant} WITH INHERIT TRUE`
    case 'not inherited by role':
      return `ALTER ROLE ${role} INHERIT; ${grant}`
  }
}
