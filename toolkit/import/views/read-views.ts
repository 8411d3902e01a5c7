import type { ClientBase } from 'pg'
import { isPlainIndex, plainIndexColumns } from '../../postgres/plain-index.ts'
import { beginWith } from '../../postgres/session-settings.ts'
import { madeByReleases } from '../made-by-releases.ts'
import { isOfExtension, ofSomebody } from '../read-tables.ts'
import type { ImportedView } from './imported-views.ts'

/** Which views are meant; all of them where nothing is said. */
export interface ViewChoice {
  readonly schemas: readonly string[]
  /** `daily` or `shop.daily`; a star stands for any letters. */
  readonly views: readonly string[]
}

/** A view as it was read, with what it needs that is no relation of the project. */
export interface FoundView extends ImportedView {
  /** Functions, operators and types of somebody, as Postgres names them: `function app.rate(date)`. */
  readonly needs: readonly { readonly type: string | null; readonly description: string }[]
}

const indexes = `
  select jsonb_agg(jsonb_build_object('unique', i.indisunique, 'plain', ${isPlainIndex}, 'sql', pg_get_indexdef(i.indexrelid),
    'columns', ${plainIndexColumns}) order by not i.indisunique, i.indnatts, ic.relname)
  from pg_index i join pg_class ic on ic.oid = i.indexrelid join pg_am am on am.oid = ic.relam
  where i.indrelid = c.oid and i.indisvalid`

const columns = `
  select jsonb_agg(jsonb_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
    'named', (select case when en.nspname <> 'pg_catalog' then en.nspname || '.' || e.typname end
      from pg_type e join pg_namespace en on en.oid = e.typnamespace
      where e.oid = case when t.typcategory = 'A' then t.typelem else t.oid end),
    'comment', col_description(c.oid, a.attnum)) order by a.attnum)
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`

const dependencies = `
  from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
  where r.ev_class = c.oid and r.rulename = '_RETURN' and d.refobjid <> c.oid`

const reads = `array(
  select distinct rn.nspname || '.' || rc.relname from (
    select d.refobjid ${dependencies} and d.refclassid = 'pg_class'::regclass) d
  join pg_class rc on rc.oid = d.refobjid join pg_namespace rn on rn.oid = rc.relnamespace
  where rn.nspname not in ('pg_catalog', 'information_schema') order by 1)`

/** Everything below a view that is neither a relation nor Postgres's own. */
const needs = `
  select jsonb_agg(distinct jsonb_build_object('description', pg_describe_object(d.refclassid, d.refobjid, 0),
    'type', (select tn.nspname || '.' || t.typname from pg_type t join pg_namespace tn on tn.oid = t.typnamespace
      where d.refclassid = 'pg_type'::regclass and t.oid = d.refobjid)))
  from (select d.refclassid, d.refobjid ${dependencies} and d.refclassid <> 'pg_class'::regclass) d
  cross join lateral pg_identify_object(d.refclassid, d.refobjid, 0) i
  where i.schema is distinct from 'pg_catalog' and i.schema is not null`

const query = `
select n.nspname as schema, c.relname as name, c.relkind = 'm' as "isMaterialized",
  obj_description(c.oid, 'pg_class') as comment, coalesce((${columns}), '[]') as columns,
  rtrim(pg_get_viewdef(c.oid, true), ';') as query,
  case c.relkind when 'v' then coalesce(c.reloptions, '{}') else '{}' end as options,
  coalesce((${indexes}), '[]') as indexes, ${reads} as reads, coalesce((${needs}), '[]') as needs
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('v', 'm') and ${ofSomebody} and not ${isOfExtension('c.oid')}
  and (cardinality($1::text[]) = 0 or n.nspname = any($1))
  and (cardinality($2::text[]) = 0 or c.relname like any($2) or n.nspname || '.' || c.relname like any($2))
  and not n.nspname || '.' || c.relname = any($3)
order by 1, 2`

interface FoundIndex {
  readonly unique: boolean
  readonly plain: boolean
  readonly sql: string
  readonly columns: ImportedView['indexes'][number]
}

type Row = Omit<FoundView, 'grain' | 'indexes' | 'otherIndexes'> & { readonly indexes: readonly FoundIndex[] }

export interface ReadViews {
  readonly views: readonly FoundView[]
  /** What releases made, as `schema.name`: it is defined already. */
  readonly released: ReadonlySet<string>
}

/** Reads the views of a database that no release made, and nothing of their rows. */
export async function readViews(client: ClientBase, { schemas, views }: ViewChoice): Promise<ReadViews> {
  await client.query(beginWith('read only', 'set local search_path to pg_catalog'))
  try {
    const patterns = views.map((name) => name.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%'))
    const released = await madeByReleases(client)
    const { rows } = await client.query<Row>(query, [schemas, patterns, released])
    return { views: rows.map(withIndexes), released: new Set(released) }
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

const columnOf = (column: FoundIndex['columns'][number]): string =>
  typeof column === 'string' ? column : column.column

function withIndexes({ indexes, ...row }: Row): FoundView {
  const key = indexes.find(({ unique, plain }) => unique && plain)
  const others = indexes.filter((index) => index !== key)
  const isSaid = ({ unique, plain }: FoundIndex) => plain && !unique
  return {
    ...row,
    grain: key?.columns.map(columnOf) ?? [],
    indexes: others.filter(isSaid).map((index) => index.columns),
    otherIndexes: others.filter((index) => !isSaid(index)).map(({ sql }) => sql),
  }
}
