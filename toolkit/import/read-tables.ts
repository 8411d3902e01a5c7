import type { ClientBase } from 'pg'
import type { ImportedTable } from './imported.ts'

/** Which tables are meant; all of them where nothing is said. */
export interface TableChoice {
  readonly schemas: readonly string[]
  /** `orders` or `shop.orders`; a star stands for any letters. */
  readonly tables: readonly string[]
}

/** Not in a schema of Postgres, of this tool or of those that it works with. */
export const ofSomebody = `n.nspname !~ '^(pg_|frozen$)' and n.nspname not in ('information_schema', 'sightline', 'cron', 'graphile_worker')`

export const isOfExtension = (relation: string) =>
  `exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = ${relation} and d.deptype = 'e')`

/** Tables that a release made stay out: they are definitions already. */
const chosen = `
  select c.oid, n.nspname, c.relname, c.relkind, c.reltuples
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'f') and not c.relispartition and ${ofSomebody} and not ${isOfExtension('c.oid')}
    and (cardinality($1::text[]) = 0 or n.nspname = any($1))
    and (cardinality($2::text[]) = 0 or c.relname like any($2) or n.nspname || '.' || c.relname like any($2))
    and not n.nspname || '.' || c.relname = any($3)`

/** Bounds of numbers and of times, and the share of true; the values of no other type leave the database. */
const statistics = `
  select jsonb_build_object(
    'nullShare', round(s.null_frac::numeric, 4), 'distinct', round(s.n_distinct::numeric, 4), 'width', s.avg_width,
    'from', m.least, 'to', m.most,
    'trueShare', case when t.typname = 'bool' then coalesce((
      select round(sum(freq)::numeric, 4) from unnest(s.most_common_vals::text::text[], s.most_common_freqs) m (val, freq) where val = 't'), 0) end)
  from pg_stats s
  cross join lateral (select t.typcategory in ('N', 'D') and t.typname <> 'money' as ranged) r
  cross join lateral (
    select case when t.typcategory = 'N' then min(number)::text else min(val) end as least,
      case when t.typcategory = 'N' then max(number)::text else max(val) end as most
    from unnest(case when ranged then s.histogram_bounds::text::text[] || s.most_common_vals::text::text[] end) val
    cross join lateral (select case when t.typcategory = 'N' then val::numeric end as number) n
    where val !~* 'nan|inf'
  ) m
  where s.schemaname = c.nspname and s.tablename = c.relname and s.attname = a.attname
  order by s.inherited desc limit 1`

const foreignFunction = `exists (
    select from pg_depend d join pg_proc p on p.oid = d.refobjid join pg_namespace pn on pn.oid = p.pronamespace
    where d.classid = 'pg_attrdef'::regclass and d.objid = ad.oid and d.refclassid = 'pg_proc'::regclass and pn.nspname <> 'pg_catalog')`

const columns = `
  select jsonb_agg(jsonb_build_object(
    'name', a.attname,
    'type', format_type(a.atttypid, a.atttypmod),
    'named', (select case when en.nspname <> 'pg_catalog' then en.nspname || '.' || e.typname end
      from pg_type e join pg_namespace en on en.oid = e.typnamespace
      where e.oid = case when t.typcategory = 'A' then t.typelem else t.oid end),
    'notNull', a.attnotnull,
    'identity', case when pg_get_expr(ad.adbin, ad.adrelid) ~ '^nextval\\(' then 'd' else a.attidentity::text end,
    'default', case when a.attgenerated = '' and not coalesce(${foreignFunction}, false)
      and pg_get_expr(ad.adbin, ad.adrelid) !~ '^nextval\\(' then pg_get_expr(ad.adbin, ad.adrelid) end,
    'generated', case when a.attgenerated <> '' and not coalesce(${foreignFunction}, false) then pg_get_expr(ad.adbin, ad.adrelid) end,
    'comment', col_description(c.oid, a.attnum),
    'statistics', (${statistics})
  ) order by a.attnum)
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  left join pg_attrdef ad on ad.adrelid = a.attrelid and ad.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`

const namesOf = (relation: string, keys: string) => `(
    select jsonb_agg(a.attname order by part.place) from unnest(${keys}) with ordinality part (number, place)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = part.number)`

const constraints = (type: string, value: string) => `
  coalesce((select jsonb_agg(${value} order by k.conname) from pg_constraint k
    where k.conrelid = c.oid and k.contype = '${type}'), '[]')`

const foreignKey = `jsonb_build_object(
    'columns', ${namesOf('k.conrelid', 'k.conkey')}, 'to', ${namesOf('k.confrelid', 'k.confkey')},
    'schema', (select rn.nspname from pg_class rc join pg_namespace rn on rn.oid = rc.relnamespace where rc.oid = k.confrelid),
    'table', (select relname from pg_class where oid = k.confrelid),
    'toPrimaryKey', exists (select from pg_constraint p where p.conrelid = k.confrelid and p.contype = 'p' and p.conkey = k.confkey))`

const query = `
with c as (${chosen})
select c.nspname as schema, c.relname as name, obj_description(c.oid, 'pg_class') as comment,
  case when c.relkind = 'p' then (
    select sum(greatest(l.reltuples, 0)) from pg_partition_tree(c.oid) p join pg_class l on l.oid = p.relid where p.isleaf
  ) else c.reltuples end::float8 as rows,
  coalesce((${columns}), '[]') as columns,
  coalesce((select ${namesOf('k.conrelid', 'k.conkey')} from pg_constraint k where k.conrelid = c.oid and k.contype = 'p'), '[]') as "primaryKey",
  coalesce((select jsonb_agg(distinct ${namesOf('c.oid', '(i.indkey::int2[])[0:i.indnkeyatts - 1]')}) from pg_index i
    where i.indrelid = c.oid and i.indisunique and not i.indisprimary and i.indpred is null and i.indexprs is null), '[]') as unique,
  ${constraints('f', foreignKey)} as "foreignKeys",
  ${constraints('c', `jsonb_build_object('columns', coalesce(${namesOf('k.conrelid', 'k.conkey')}, '[]'), 'sql', pg_get_expr(k.conbin, k.conrelid))`)} as checks
from c order by 1, 2`

/** Reads tables with their columns and keys, and what statistics say of them; the search path must be `pg_catalog`. */
export async function readTables(
  client: ClientBase,
  { schemas, tables }: TableChoice,
  ours: readonly string[],
): Promise<ImportedTable[]> {
  const patterns = tables.map((name) => name.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%'))
  const { rows } = await client.query<ImportedTable>(query, [schemas, patterns, ours])
  return rows.map((row) => ({ ...row, foreignKeys: distinct(row.foreignKeys) }))
}

/** A partitioned table has a key for each of the partitions that it refers to. */
function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}
