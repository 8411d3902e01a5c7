import type pg from 'pg'

/** Everything of a database that two builds of the same release must share. */
export async function databasePicture(client: pg.Client, role: string): Promise<Record<string, unknown>> {
  const strip = (text: string) => `regexp_replace(${text}, E'\\n\\nsightline: [^\\n]*$', '')`
  const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'sightline', 'byhand') and n.nspname not like 'pg\\_%'`
  await client.query('begin; set local search_path to pg_catalog')
  const relations = await client.query(`
    select n.nspname || '.' || c.relname as name, c.relkind as kind,
      case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, true) end as text,
      ${strip("obj_description(c.oid, 'pg_class')")} as comment,
      (select jsonb_agg(jsonb_build_array(a.attname, format_type(a.atttypid, a.atttypmod), col_description(c.oid, a.attnum)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'v', 'm', 'p') order by 1`)
  const indexes = await client.query(`
    select pg_get_indexdef(i.indexrelid) as text, i.indisvalid as valid, ${strip("obj_description(c.oid, 'pg_class')")} as comment
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} and not exists (select from pg_inherits h where h.inhrelid = c.oid) order by 1`)
  const functions = await client.query(`
    select pg_get_functiondef(p.oid) as text, ${strip("obj_description(p.oid, 'pg_proc')")} as comment
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} order by 1`)
  const grants = await client.query(
    `select c.relname || coalesce('.' || a.attname, '') as what
     from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attacl is not null
     cross join lateral aclexplode(coalesce(a.attacl, c.relacl)) x
     where x.grantee = (select oid from pg_roles where rolname = $1) order by 1`,
    [role],
  )
  await client.query('rollback')
  return {
    relations: relations.rows,
    indexes: indexes.rows,
    functions: functions.rows,
    grants: grants.rows.map(({ what }) => what),
  }
}
