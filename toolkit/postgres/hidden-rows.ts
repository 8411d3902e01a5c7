import type { ClientBase } from 'pg'
import { type RelationName, relationName } from '../sql/relation-name.ts'
import { writtenNameSql } from '../sql/written-name-sql.ts'

/** Something that reads a relation. */
export interface RoleReads {
  readonly relation: string
  readonly role: string
}

/** A table of which row level security shows a role no row, whatever is in it. */
export interface HiddenTable {
  readonly table: RelationName
  readonly role: string
}

/** Who reads what below a view is its owner, unless it has `security_invoker`. A role that is not there yet is none's member. */
const query = `
with recursive below (relation, role, named) as (
  select to_regclass(one.name)::oid, r.oid, one.role
  from unnest($1::text[], $2::text[]) as one (name, role) left join pg_roles r on r.rolname = one.role
  union
  select d.refobjid, case when i.invoker then below.role else v.relowner end,
    case when i.invoker then below.named else pg_get_userbyid(v.relowner)::text collate "default" end
  from below
  join pg_class v on v.oid = below.relation and v.relkind = 'v'
  join lateral (select coalesce((
    select option_value::boolean from pg_options_to_table(v.reloptions) where option_name = 'security_invoker'
  ), false) as invoker) i on true
  join pg_rewrite w on w.ev_class = v.oid and w.ev_type = '1'
  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
    and d.refclassid = 'pg_class'::regclass and d.refobjid <> v.oid
)
select distinct ${writtenNameSql('n.nspname', 'c.relname')} as table, below.named as role
from below
join pg_class c on c.oid = below.relation and c.relrowsecurity
join pg_namespace n on n.oid = c.relnamespace
left join pg_roles r on r.oid = below.role
where not coalesce(r.rolsuper or r.rolbypassrls, false)
  and (c.relforcerowsecurity or r.oid is null or not pg_has_role(r.oid, c.relowner, 'usage'))
  and not exists (
    select from pg_policy p
    where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*')
      and exists (
        select from unnest(p.polroles) as one (oid)
        where one.oid = 0 or (r.oid is not null and pg_has_role(r.oid, one.oid, 'usage'))))
order by 1, 2`

/** The tables that these read, of which they see no row, since no policy is for them. */
export async function hiddenTables(
  client: ClientBase,
  reads: readonly RoleReads[],
): Promise<readonly HiddenTable[]> {
  const { rows } = await client.query<{ table: string; role: string }>(query, [
    reads.map(({ relation }) => relationName(relation).sql),
    reads.map(({ role }) => role),
  ])
  return rows.map(({ table, role }) => ({ table: relationName(table), role }))
}
