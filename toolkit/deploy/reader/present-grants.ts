import type { ClientBase } from 'pg'
import type { ReaderGrant } from './reader-grant.ts'

const query = `
select w.n
from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as w (kind, schema, name, part, n)
left join pg_roles r on r.rolname = $1
left join pg_namespace s on s.nspname = w.schema
left join pg_class c on w.kind in ('relation', 'column') and c.relnamespace = s.oid and c.relname = w.name
left join pg_attribute a on a.attrelid = c.oid and a.attname = w.part and a.attnum > 0 and not a.attisdropped
left join pg_proc p on w.kind = 'function' and p.pronamespace = s.oid and p.proname = w.name
  and oidvectortypes(p.proargtypes) = w.part
where case w.kind
  when 'role' then r.oid is not null
  when 'setting' then exists (
    select from pg_db_role_setting d, unnest(d.setconfig) one
    where d.setrole = r.oid and d.setdatabase = 0 and one like replace(w.name, '_', '\\_') || '=%')
  when 'schema' then has_schema_privilege(coalesce(r.oid, 0), s.oid, 'usage')
  when 'function' then has_function_privilege(coalesce(r.oid, 0), p.oid, 'execute')
  when 'relation' then exists (
    select from aclexplode(c.relacl) x where x.grantee = r.oid and x.privilege_type = 'SELECT')
  else exists (
    select from aclexplode(a.attacl) x where x.grantee = r.oid and x.privilege_type = 'SELECT'
    union all
    select from aclexplode(c.relacl) x where a.attnum is not null and x.grantee = r.oid and x.privilege_type = 'SELECT')
end`

/** Those of these grants that a role has, as itself, as a member of another or as everybody has them; the search path must be `pg_catalog`. */
export async function presentGrants<T extends ReaderGrant>(
  client: ClientBase,
  role: string,
  grants: readonly T[],
): Promise<T[]> {
  const { rows } = await client.query<{ n: number }>(query, [
    role,
    grants.map(({ kind }) => kind),
    grants.map(({ schema }) => schema),
    grants.map(({ name }) => name),
    grants.map(({ part }) => part),
  ])
  const found = new Set(rows.map(({ n }) => n))
  return grants.filter((_, index) => found.has(index + 1))
}
