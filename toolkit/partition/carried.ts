import type { ClientBase } from 'pg'

/** Statements that make a table what another one is, as Postgres prints them; in each, $1 is the table and $2 the name of the one that becomes like it. */
const queries = {
  /** Nobody may more than before, whatever default privileges say. */
  privileges: `
    select format('alter table %s owner to %I', $2::text, pg_get_userbyid(relowner)) as sql from pg_class where oid = $1::oid
    union all
    select 'do $$ declare grantee text; begin for grantee in select distinct case when a.grantee = 0 then ''public'' else quote_ident(pg_get_userbyid(a.grantee)) end from pg_class, aclexplode(relacl) a where oid = ' || quote_literal($2::text) || '::regclass and a.grantee <> relowner loop execute ''revoke all on ' || replace($2::text, '''', '''''') || ' from '' || grantee; end loop; end $$'
    union all
    select format('grant %s on %s to %s%s', a.privilege_type, $2::text, case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end, case when a.is_grantable then ' with grant option' else '' end)
    from pg_class c, aclexplode(c.relacl) a where c.oid = $1::oid
    union all
    select format('grant %s (%I) on %s to %s%s', a.privilege_type, t.attname, $2::text, case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end, case when a.is_grantable then ' with grant option' else '' end)
    from pg_attribute t, aclexplode(t.attacl) a where t.attrelid = $1::oid and not t.attisdropped`,
  comment: `
    select format('comment on table %s is %L', $2::text, obj_description($1::oid, 'pg_class')) as sql
    where obj_description($1::oid, 'pg_class') is not null`,
  'foreign keys': `
    select format('alter table %s add constraint %I %s', $2::text, conname, pg_get_constraintdef(oid)) as sql
    from pg_constraint where conrelid = $1::oid and contype = 'f' order by conname`,
  'row security': `
    select format('create policy %I on %s as %s for %s to %s%s%s', polname, $2::text,
      case when polpermissive then 'permissive' else 'restrictive' end,
      case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
      (select string_agg(case when role = 0 then 'public' else quote_ident(pg_get_userbyid(role)) end, ', ') from unnest(polroles) as role),
      ' using (' || pg_get_expr(polqual, polrelid) || ')', ' with check (' || pg_get_expr(polwithcheck, polrelid) || ')') as sql
    from pg_policy where polrelid = $1::oid
    union all
    select format('alter table %s enable row level security', $2::text) from pg_class where oid = $1::oid and relrowsecurity
    union all
    select format('alter table %s force row level security', $2::text) from pg_class where oid = $1::oid and relforcerowsecurity`,
} as const

/** What needs the name of a table, and has to be said again once another table has it; in each, $1 is the table. */
const rebound = {
  'triggers off': `select format('drop trigger %I on %s', tgname, $2::text) as sql from pg_trigger where tgrelid = $1::oid and not tgisinternal order by tgname`,
  'triggers on': `
    select pg_get_triggerdef(oid) as sql from pg_trigger where tgrelid = $1::oid and not tgisinternal
    union all
    select format('alter table %s enable always trigger %I', $2::text, tgname) from pg_trigger where tgrelid = $1::oid and not tgisinternal and tgenabled = 'A'`,
  /** The same owner again: it locks the view alone, before the table, in the order in which readers do. */
  'views locked': `
    select format('alter view %s owner to %I', v.oid::regclass, pg_get_userbyid(v.relowner)) as sql
    from pg_class v where v.relkind = 'v' and exists (select from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
      where r.ev_class = v.oid and d.refclassid = 'pg_class'::regclass and d.refobjid = $1::oid) order by v.oid`,
  views: `
    select format('create or replace view %s%s as %s', v.oid::regclass, ' with (' || array_to_string(v.reloptions, ', ') || ')', pg_get_viewdef(v.oid)) as sql
    from pg_class v where v.relkind = 'v' and exists (select from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
      where r.ev_class = v.oid and d.refclassid = 'pg_class'::regclass and d.refobjid = $1::oid) order by v.oid`,
  'referring tables locked': `
    select format('lock table only %s in access exclusive mode', conrelid::regclass) as sql
    from pg_constraint where confrelid = $1::oid and conrelid <> $1::oid and contype = 'f' and conparentid = 0 group by conrelid order by conrelid`,
  'foreign keys of others off': `
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as sql
    from pg_constraint where confrelid = $1::oid and conrelid <> $1::oid and contype = 'f' and conparentid = 0 order by conname`,
  'foreign keys of others on': `
    select format('alter table %s add constraint %I %s not valid', conrelid::regclass, conname, pg_get_constraintdef(oid)) as sql
    from pg_constraint where confrelid = $1::oid and conrelid <> $1::oid and contype = 'f' and conparentid = 0 order by conname`,
  publications: `
    select format('alter publication %I add table %s', pubname, $2::text) as sql
    from pg_publication_rel r join pg_publication p on p.oid = r.prpubid where r.prrelid = $1::oid`,
  'publications off': `
    select format('alter publication %I drop table %s', pubname, $2::text) as sql
    from pg_publication_rel r join pg_publication p on p.oid = r.prpubid where r.prrelid = $1::oid`,
} as const

export type Carried = keyof typeof queries | keyof typeof rebound

/** The statements that carry something of a table over; `target` is the name that they are to have. */
export async function carriedStatements(
  client: ClientBase,
  oid: string,
  what: Carried,
  target: string,
): Promise<string[]> {
  const sql = { ...queries, ...rebound }[what]
  const { rows } = await client.query<{ sql: string }>(sql, sql.includes('$2') ? [oid, target] : [oid])
  return rows.map((row) => row.sql)
}
