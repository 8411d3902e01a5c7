import type { ClientBase } from 'pg'
import { relationName } from '../../sql/relation-name.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'

/** A column as it is in the database. */
export interface LiveColumn {
  readonly name: string
  /** With its collation, where that is not the one of its type. */
  readonly type: string
  readonly notNull: boolean
  /** Whether a new row has a value for it by itself. */
  readonly hasDefault: boolean
  readonly comment: string | null
  /** The expression of that value; null where it has none, or is counted up. */
  readonly default: string | null
  /** How its value is made in every row, as Postgres notes it: counted up, or worked out from others; empty where it is not. */
  readonly generated: string
  readonly checks: readonly string[]
  readonly inPrimaryKey: boolean
  /** The constraint by which its values are unique. */
  readonly unique: { readonly name: string; readonly isReferred: boolean } | null
  /** The tables to which its values refer by themselves. */
  readonly references: readonly string[]
}

/** A foreign key, or another key or a check of several columns, of a table. */
export interface LiveConstraint {
  readonly name: string
  /** As Postgres prints it. */
  readonly definition: string
  readonly isForeignKey: boolean
  /** Whether a foreign key refers to it. */
  readonly isReferred: boolean
}

/** A table, a view or a storage as it is in the database. */
export interface LiveRelation {
  readonly name: string
  /** What ALTER calls it. */
  readonly type: 'table' | 'view' | 'materialized view'
  readonly columns: readonly LiveColumn[]
  readonly constraints: readonly LiveConstraint[]
  /** As Postgres prints it for people: what two versions are compared by. */
  readonly canonical: string
  /** As Postgres prints it for itself, every name with its schema. */
  readonly definition: string
  readonly options: readonly string[]
  readonly comment: string | null
  /** How a table is partitioned; null where it is not. */
  readonly partitionKey: string | null
  readonly hasDefaultPartition: boolean
  readonly owner: string
  /** The relations that its query names. */
  readonly reads: readonly string[]
}

const definedName = (relation: string, schema: string) =>
  writtenNameSql(`${schema}.nspname`, `${relation}.relname`)

const query = `
select
  ${definedName('c', 'n')} as name,
  case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end as type,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'name', a.attname,
      'type', format_type(a.atttypid, a.atttypmod) || coalesce((
        select ' collate ' || case when cn.nspname = 'pg_catalog' then '' else quote_ident(cn.nspname) || '.' end || quote_ident(co.collname)
        from pg_collation co join pg_namespace cn on cn.oid = co.collnamespace
        where co.oid = a.attcollation and co.oid <> (select typcollation from pg_type where oid = a.atttypid)
      ), ''),
      'notNull', a.attnotnull,
      'hasDefault', a.atthasdef or a.attidentity <> '',
      'comment', col_description(c.oid, a.attnum),
      'default', (select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d where a.atthasdef and d.adrelid = c.oid and d.adnum = a.attnum),
      'generated', a.attidentity::text || a.attgenerated::text,
      'checks', coalesce((select jsonb_agg(pg_get_constraintdef(k.oid) order by 1) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]), '[]'),
      'inPrimaryKey', coalesce((select a.attnum = any(k.conkey) from pg_constraint k where k.conrelid = c.oid and k.contype = 'p'), false),
      'unique', (
        select jsonb_build_object('name', k.conname, 'isReferred', exists (
          select from pg_constraint f where f.contype = 'f' and f.conindid = k.conindid))
        from pg_constraint k where k.conrelid = c.oid and k.contype = 'u' and k.conkey = array[a.attnum] order by k.conname limit 1
      ),
      'references', array(
        select ${definedName('t', 'tn')} from pg_constraint k
        join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum] order by 1
      )
    ) order by a.attnum)
    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  ), '[]') as columns,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'name', k.conname, 'definition', pg_get_constraintdef(k.oid), 'isForeignKey', k.contype = 'f',
      'isReferred', exists (select from pg_constraint f where f.contype = 'f' and f.conindid = k.conindid and k.contype = 'u')
    ) order by k.conname)
    from pg_constraint k
    where k.conrelid = c.oid
      and (k.contype = 'f' or k.contype in ('u', 'c') and coalesce(cardinality(k.conkey), 0) <> 1)
  ), '[]') as constraints,
  case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, true) else '' end as canonical,
  case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) else '' end as definition,
  coalesce(c.reloptions, '{}') as options,
  obj_description(c.oid, 'pg_class') as comment,
  pg_get_partkeydef(c.oid) as "partitionKey",
  exists (select from pg_partitioned_table p where p.partrelid = c.oid and p.partdefid <> 0) as "hasDefaultPartition",
  pg_get_userbyid(c.relowner)::text as owner,
  array(
    select distinct ${definedName('read', 'rn')}
    from pg_rewrite r
    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
    join pg_class read on read.oid = d.refobjid and read.oid <> c.oid
    join pg_namespace rn on rn.oid = read.relnamespace
    where r.ev_class = c.oid
  ) as reads
from unnest($1::text[], $2::text[]) as wanted (schema, name)
join pg_namespace n on n.nspname = wanted.schema
join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name and c.relkind in ('r', 'p', 'v', 'm', 'f')`

/** Reads the relations of these names, those that exist; the search path must be `pg_catalog`. */
export async function readRelations(
  client: ClientBase,
  names: Iterable<string>,
): Promise<Map<string, LiveRelation>> {
  const split = [...new Set(names)].map((name) => relationName(name))
  const { rows } = await client.query<LiveRelation>(query, [
    split.map(({ schema }) => schema),
    split.map(({ name }) => name),
  ])
  const tidy = (text: string) => text.trim().replace(/;$/, '')
  return new Map(
    rows.map((row) => [
      row.name,
      { ...row, canonical: tidy(row.canonical), definition: tidy(row.definition) },
    ]),
  )
}
