import type { ClientBase } from 'pg'
import type { CatalogObject } from './query-dependencies.ts'

/** Something of the catalogue, and what is needed with it by whoever uses it. */
export interface NeededObject extends CatalogObject {
  readonly needs: readonly CatalogObject[]
}

/**
 * What running something needs with the rights of who runs it: views their queries, tables their policies, operators,
 * domains and functions whose body Postgres has parsed what these call. A function that runs as its owner needs
 * nothing more, nor do rows that are stored.
 */
const needsOf = (one: string) => `
  select d.refclassid as class, d.refobjid as oid
  from pg_class v join pg_rewrite r on r.ev_class = v.oid and r.ev_type = '1'
  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
  where ${one}.class = 'pg_class'::regclass and v.oid = ${one}.oid and v.relkind = 'v'
    and d.refobjid <> v.oid and v.oid <> all ($3::oid[])
  union
  select d.refclassid, d.refobjid
  from pg_class c join pg_policy p on p.polrelid = c.oid and p.polcmd in ('r', '*')
  join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid <> 'pg_class'::regclass
  where ${one}.class = 'pg_class'::regclass and c.oid = ${one}.oid and c.relrowsecurity
  union
  select 'pg_proc'::regclass, o.oprcode from pg_operator o
  where ${one}.class = 'pg_operator'::regclass and o.oid = ${one}.oid
  union
  select 'pg_type'::regclass, t.typbasetype from pg_type t
  where ${one}.class = 'pg_type'::regclass and t.oid = ${one}.oid and t.typtype = 'd'
  union
  select d.refclassid, d.refobjid
  from pg_constraint k join pg_depend d on d.classid = 'pg_constraint'::regclass and d.objid = k.oid
  where ${one}.class = 'pg_type'::regclass and k.contypid = ${one}.oid and d.refobjid <> k.contypid
  union
  select d.refclassid, d.refobjid
  from pg_proc f join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = f.oid
  where ${one}.class = 'pg_proc'::regclass and f.oid = ${one}.oid and f.prosqlbody is not null and not f.prosecdef`

const query = `
with recursive reached (class, oid) as (
  select t.name::regclass::oid, t.oid from unnest($1::text[], $2::oid[]) as t (name, oid)
  union
  select e.class, e.oid from reached, lateral (${needsOf('reached')}) e
)
select t.relname as table, reached.oid::bigint::float8 as oid, coalesce((
    select jsonb_agg(jsonb_build_object('table', n.relname, 'oid', e.oid::bigint))
    from (${needsOf('reached')}) e join pg_class n on n.oid = e.class and n.relname = any ($4)
  ), '[]') as needs
from reached join pg_class t on t.oid = reached.class and t.relname = any ($4)`

const tables = ['pg_class', 'pg_proc', 'pg_operator', 'pg_type', 'pg_ts_config', 'pg_ts_dict']

/** These and all that is needed below them; what is below a relation of `stored` is not needed by who reads it. */
export async function needsBelow(
  client: ClientBase,
  roots: readonly CatalogObject[],
  stored: readonly number[],
): Promise<NeededObject[]> {
  const { rows } = await client.query<NeededObject>(query, [
    roots.map(({ table }) => table),
    roots.map(({ oid }) => oid),
    stored,
    tables,
  ])
  return rows
}
