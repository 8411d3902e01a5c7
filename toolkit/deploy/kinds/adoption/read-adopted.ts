import type { ClientBase } from 'pg'
import type { IndexColumn } from '../../../define/index-column.ts'
import { isPlainIndex, plainIndexColumns } from '../../../postgres/plain-index.ts'
import { relationName } from '../../../sql/relation-name.ts'
import { writtenNameSql } from '../../../sql/written-name-sql.ts'
import type { AdoptedReader } from './adoption.ts'

/** An index over plain columns of a materialized view. */
export interface FoundIndex {
  readonly name: string
  readonly unique: boolean
  readonly columns: readonly IndexColumn[]
}

/** What adopting a relation has to know beside what is known of every relation. */
export interface FoundRelation {
  readonly name: string
  readonly isFilled: boolean
  readonly isOwn: boolean
  readonly indexes: readonly FoundIndex[]
  readonly readers: readonly AdoptedReader[]
}

/** Plain columns in the default order or from the largest down, as `indexes` of a definition can say. */
const indexes = `
  select jsonb_agg(jsonb_build_object('name', ic.relname, 'unique', i.indisunique, 'columns', ${plainIndexColumns}) order by ic.relname)
  from pg_index i join pg_class ic on ic.oid = i.indexrelid join pg_am am on am.oid = ic.relam
  where i.indrelid = c.oid and ${isPlainIndex}`

const readers = `
  select jsonb_agg(distinct jsonb_build_object('name', ${writtenNameSql('vn.nspname', 'v.relname')}, 'definition', rtrim(btrim(pg_get_viewdef(v.oid), E' \\n'), ';'), 'options', to_jsonb(coalesce(v.reloptions, '{}'))))
  from pg_depend d join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
  join pg_class v on v.oid = r.ev_class and v.relkind = 'v' and v.oid <> c.oid join pg_namespace vn on vn.oid = v.relnamespace
  where d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid and pg_has_role(v.relowner, 'usage')`

const query = `
select ${writtenNameSql('n.nspname', 'c.relname')} as name, c.relispopulated as "isFilled",
  pg_has_role(c.relowner, 'usage') as "isOwn",
  coalesce((${indexes}), '[]') as indexes, coalesce((${readers}), '[]') as readers
from unnest($1::text[], $2::text[]) as wanted (schema, name)
join pg_namespace n on n.nspname = wanted.schema
join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name and c.relkind in ('v', 'm')`

/** Reads what adopting relations needs; the search path must be `pg_catalog`. */
export async function readAdopted(
  client: ClientBase,
  names: readonly string[],
): Promise<Map<string, FoundRelation>> {
  const split = names.map((name) => relationName(name))
  const { rows } = await client.query<FoundRelation>(query, [
    split.map(({ schema }) => schema),
    split.map(({ name }) => name),
  ])
  return new Map(rows.map((row) => [row.name, row]))
}
