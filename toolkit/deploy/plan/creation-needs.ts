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

/** What the owner of a table, or whoever may, has to run so that a role may index it; nobody becomes a superuser by it. */
export function indexingNeeds(table: string, owner: string, isSuperuser: boolean, user: string): string {
  return isSuperuser
    ? `ALTER TABLE ${table} OWNER TO ${quoteIdentifier(user)}`
    : `GRANT ${quoteIdentifier(owner)} TO ${quoteIdentifier(user)}`
}
