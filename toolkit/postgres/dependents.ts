import type { ClientBase } from 'pg'
import { relationName } from '../sql/relation-name.ts'
import { writtenNameSql } from '../sql/written-name-sql.ts'

/** Something of somebody else's that needs one of our relations or functions. */
export interface Dependent {
  readonly on: string
  /** As Postgres names it: `view reports.weekly`. */
  readonly description: string
  /** The view or table it belongs to, as definitions write it; null for anything else. */
  readonly relation: string | null
  /** The types of the arguments of the function that it needs; null where it needs a relation. */
  readonly signature: string | null
  /** The plain name of the index that it is; null for anything else. */
  readonly index: string | null
}

const query = `
with wanted as (
  select c.oid, c.reltype, ${writtenNameSql('n.nspname', 'c.relname')} as name
  from unnest($1::text[], $2::text[]) as w (schema, name)
  join pg_namespace n on n.nspname = w.schema
  join pg_class c on c.relnamespace = n.oid and c.relname = w.name
), targets as (
  select 'pg_class'::regclass as classid, oid, oid as relation, name, null::text as signature from wanted
  union all
  select 'pg_type'::regclass, t.oid, w.oid, w.name, null from wanted w join pg_type t on t.oid = w.reltype or t.typelem = w.reltype
  union all
  select 'pg_proc'::regclass, p.oid, 0, ${writtenNameSql('n.nspname', 'p.proname')},
    oidvectortypes(p.proargtypes)
  from unnest($1::text[], $2::text[]) as w (schema, name)
  join pg_namespace n on n.nspname = w.schema
  join pg_proc p on p.pronamespace = n.oid and p.proname = w.name
)
select distinct
  t.name as on,
  case when r.oid is null then pg_describe_object(d.classid, d.objid, 0)
    else pg_describe_object('pg_class'::regclass, r.ev_class, 0) end as description,
  case when r.oid is not null then ${writtenNameSql('n.nspname', 'c.relname')} end as relation,
  t.signature, i.relname::text as index
from targets t
join pg_depend d on d.refclassid = t.classid and d.refobjid = t.oid and d.deptype in ('n', 'a')
left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
left join pg_class c on c.oid = r.ev_class
left join pg_namespace n on n.oid = c.relnamespace
left join pg_class i on d.classid = 'pg_class'::regclass and i.oid = d.objid and i.relkind in ('i', 'I')
where (r.oid is null or r.ev_class <> t.relation)
  and not (d.classid = 'pg_class'::regclass and exists (select from pg_index i where i.indexrelid = d.objid and i.indrelid = t.relation))
  and not (d.classid = 'pg_trigger'::regclass and exists (select from pg_trigger g where g.oid = d.objid and g.tgrelid = t.relation))
  and not (d.classid = 'pg_attrdef'::regclass and exists (select from pg_attrdef a where a.oid = d.objid and a.adrelid = t.relation))
  and not (d.classid = 'pg_constraint'::regclass and exists (select from pg_constraint k where k.oid = d.objid and k.conrelid = t.relation and t.relation <> 0))
order by 1, 2`

/** Reads everything that needs these relations and functions, ours and others'. */
export async function readDependents(client: ClientBase, names: Iterable<string>): Promise<Dependent[]> {
  const split = [...new Set(names)].map((name) => relationName(name))
  const { rows } = await client.query<Dependent>(query, [
    split.map(({ schema }) => schema),
    split.map(({ name }) => name),
  ])
  return rows
}
