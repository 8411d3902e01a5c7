import type { ClientBase } from 'pg'
import { relationName } from '../../sql/relation-name.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'
import { presentGrants } from './present-grants.ts'
import { type RecordedGrant, without } from './reader-grant.ts'
import { readerMembers } from './reader-members.ts'

/** Columns by the relation they belong to; `*` for a relation as a whole. */
export type ReadableColumns = ReadonlyMap<string, ReadonlySet<string>>

/** What the reader may do now. */
export interface ReaderAccess {
  readonly exists: boolean
  readonly schemas: ReadonlySet<string>
  readonly columns: ReadableColumns
  /** What it was given and does not have any more. */
  readonly lost: readonly RecordedGrant[]
  /** What else may be read by everybody, and by the roles that log in with the reader's rights, each by its name. */
  readonly others: ReadonlyMap<string, ReadableColumns>
}

interface Readable {
  readonly grantee: string | null
  readonly relation: string
  readonly column: string
}

/**
 * The reader, everybody, and who logs in as a member of the reader; superusers may read everything anyway. What the
 * server or an extension gives of itself is no news.
 */
const query = `${readerMembers('$3')}, grantee (oid, name) as (
  select r.oid, r.rolname::text from member join pg_roles r on r.oid = member.oid
  where r.rolname = $3 or r.rolcanlogin and not r.rolsuper
  union all select 0, null
)
select grantee.name as grantee, g.column,
  ${writtenNameSql('n.nspname', 'c.relname')} as relation
from unnest($1::text[], $2::text[]) as wanted (schema, name)
join pg_namespace n on n.nspname = wanted.schema
join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name and c.relkind in ('r', 'p', 'v', 'm', 'f')
cross join lateral (
  select x.grantee, '*'::text as column, 0 as number from aclexplode(c.relacl) x where x.privilege_type = 'SELECT'
  union
  select x.grantee, a.attname::text, a.attnum from pg_attribute a, aclexplode(a.attacl) x
  where a.attrelid = c.oid and not a.attisdropped and x.privilege_type = 'SELECT'
) g
join grantee on grantee.oid = g.grantee
where g.grantee <> c.relowner and not exists (
  select from pg_init_privs i, aclexplode(i.initprivs) x
  where i.classoid = 'pg_class'::regclass and i.objoid = c.oid and i.objsubid = g.number
    and x.grantee = g.grantee and x.privilege_type = 'SELECT')`

/** Reads what a role, and whoever reads with it, was given on relations, columns and schemas. */
export async function readReaderAccess(
  client: ClientBase,
  role: string,
  names: Iterable<string>,
  recorded: readonly RecordedGrant[],
): Promise<ReaderAccess> {
  const split = [...new Set(names)].map((name) => relationName(name))
  const { rows } = await client.query<Readable>(query, [
    split.map(({ schema }) => schema),
    split.map(({ name }) => name),
    role,
  ])
  const schemas = await client.query<{ name: string }>(
    `select nspname::text as name from pg_namespace, pg_roles r
     where r.rolname = $1 and has_schema_privilege(r.oid, pg_namespace.oid, 'usage')`,
    [role],
  )
  const own = recorded.filter((grant) => grant.role === role)
  const grantees = new Set(rows.map(({ grantee }) => grantee))
  grantees.delete(role)
  const columnsOf = (who: string | null) => byRelation(rows.filter(({ grantee }) => grantee === who))
  return {
    exists: schemas.rows.length > 0,
    schemas: new Set(schemas.rows.map(({ name }) => name)),
    columns: columnsOf(role),
    lost: without(own, await presentGrants(client, role, own)),
    others: new Map([...grantees].map((who) => [who ?? 'public', columnsOf(who)])),
  }
}

/** Columns by the relation they belong to. */
export function byRelation(
  columns: readonly { readonly relation: string; readonly column: string }[],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { relation, column } of columns)
    found.set(relation, (found.get(relation) ?? new Set()).add(column))
  return found
}
