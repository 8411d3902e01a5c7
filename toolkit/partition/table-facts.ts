import type { ClientBase } from 'pg'
import { relationName } from '../sql/relation-name.ts'

/** An index of the table, or of the table that takes its place. */
export interface TableIndex {
  readonly name: string
  /** The constraint that it holds, as text; null for a plain index. */
  readonly constraint: string | null
  readonly isPrimary: boolean
  readonly isUnique: boolean
  readonly columns: readonly string[]
  /** What stands behind ON table. */
  readonly rest: string
  readonly comment: string | null
}

/** A column whose values are counted up. */
export interface CountedColumn {
  readonly name: string
  readonly kind: 'always' | 'by default' | 'serial'
  readonly sequence: string
  readonly options: string
}

/** What is known of a table before anything is done to it. */
export interface TableFacts {
  readonly oid: string
  readonly isPartitioned: boolean
  readonly rows: number
  readonly columns: readonly { readonly name: string; readonly type: string; readonly notNull: boolean }[]
  readonly indexes: readonly TableIndex[]
  readonly counted: readonly CountedColumn[]
}

const indexesSql = `
coalesce((
  select jsonb_agg(jsonb_build_object(
    'name', ic.relname, 'isPrimary', i.indisprimary, 'isUnique', i.indisunique,
    'constraint', (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conindid = ic.oid and k.conrelid = c.oid and k.contype in ('p', 'u', 'x') limit 1),
    'columns', (select jsonb_agg(a.attname order by place) from unnest(i.indkey) with ordinality as key (attnum, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = key.attnum where place <= i.indnkeyatts),
    'rest', substr(pg_get_indexdef(ic.oid), strpos(pg_get_indexdef(ic.oid), ' USING ')),
    'comment', obj_description(ic.oid, 'pg_class')
  ) order by ic.relname)
  from pg_index i join pg_class ic on ic.oid = i.indexrelid
  where i.indrelid = c.oid and i.indislive and i.indisvalid
), '[]')`

const countedSql = `
coalesce((
  select jsonb_agg(jsonb_build_object(
    'name', a.attname,
    'kind', case a.attidentity when 'a' then 'always' when 'd' then 'by default' else 'serial' end,
    'sequence', format('%I.%I', sn.nspname, sc.relname),
    'options', format('increment by %s minvalue %s maxvalue %s start with %s cache %s %s', s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache, case when s.seqcycle then 'cycle' else 'no cycle' end)
  ) order by a.attnum)
  from pg_attribute a
  join pg_depend d on d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid and d.refobjsubid = a.attnum and d.deptype in ('a', 'i')
  join pg_class sc on sc.oid = d.objid and sc.relkind = 'S'
  join pg_namespace sn on sn.oid = sc.relnamespace
  join pg_sequence s on s.seqrelid = sc.oid
  where a.attrelid = c.oid
), '[]')`

/** Reads what is known of a table; undefined where there is none of that name. */
export async function readTableFacts(client: ClientBase, name: string): Promise<TableFacts | undefined> {
  const { rows } = await client.query<TableFacts>(
    `select c.oid::text as oid, c.relkind = 'p' as "isPartitioned", greatest(c.reltuples, 0)::float8 as rows,
       (select jsonb_agg(jsonb_build_object('name', attname, 'type', format_type(atttypid, atttypmod), 'notNull', attnotnull) order by attnum)
        from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
       ${indexesSql} as indexes, ${countedSql} as counted
     from pg_class c where c.oid = to_regclass($1) and c.relkind in ('r', 'p')`,
    [relationName(name).sql],
  )
  return rows[0]
}
