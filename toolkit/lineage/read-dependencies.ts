import type { ClientBase } from 'pg'
import { writtenNameSql } from '../sql/written-name-sql.ts'

/** A view or a query that reads a relation, and the columns it reads. */
export interface Dependency {
  readonly reader: string
  readonly relation: string
  /** Empty where the relation is read as a whole, as by `count(*)`: which columns is then unknown. */
  readonly columns: readonly string[]
}

/**
 * Reads from Postgres's own catalogue what every view and every index of its own outside of the system schemas reads;
 * the indexes of a storage are part of it.
 */
export async function readDependencies(
  client: ClientBase,
  isStorage: (relation: string) => boolean = () => false,
): Promise<Dependency[]> {
  const views = await client.query<Dependency>(`
    select
      reader_name.name as reader,
      relation_name.name as relation,
      coalesce(array_agg(distinct a.attname::text order by a.attname::text) filter (where a.attname is not null), '{}') as columns
    from pg_depend d
    join pg_rewrite r on r.oid = d.objid and d.classid = 'pg_rewrite'::regclass
    join pg_class reader on reader.oid = r.ev_class
    join pg_class relation on relation.oid = d.refobjid and d.refclassid = 'pg_class'::regclass
    left join pg_attribute a on a.attrelid = relation.oid and a.attnum = d.refobjsubid and a.attnum > 0
    cross join lateral (${qualifiedName('reader')}) as reader_name
    cross join lateral (${qualifiedName('relation')}) as relation_name
    where reader.oid <> relation.oid
      and reader.relnamespace not in (select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema'))
      and relation.relkind in ('r', 'v', 'm', 'p', 'f')
    group by 1, 2
    order by 1, 2`)
  const indexes = await client.query<Dependency>(`
    select i.relname::text as reader, relation_name.name as relation, array_agg(distinct a.attname::text) as columns
    from pg_depend d
    join pg_class i on i.oid = d.objid and d.classid = 'pg_class'::regclass and i.relkind = 'i'
    join pg_class relation on relation.oid = d.refobjid and relation.relkind = 'r'
    join pg_attribute a on a.attrelid = relation.oid and a.attnum = d.refobjsubid
    cross join lateral (${qualifiedName('relation')}) as relation_name
    where relation.relnamespace not in (select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema', 'pg_toast'))
      and not exists (select from pg_constraint c where c.conindid = i.oid)
    group by 1, 2
    order by 1, 2`)
  return [...views.rows, ...indexes.rows.filter(({ relation }) => !isStorage(relation))]
}

/** A name as definitions write it: without its schema in `public`, and without the schema of temporary views. */
function qualifiedName(relation: string): string {
  return `select case when n.nspname like 'pg_temp%' then ${relation}.relname::text
    else ${writtenNameSql('n.nspname', `${relation}.relname`)} end as name
    from pg_namespace n where n.oid = ${relation}.relnamespace`
}
