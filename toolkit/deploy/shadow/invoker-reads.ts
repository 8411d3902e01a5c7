import type { ClientBase } from 'pg'
import type { CatalogObject } from '../../postgres/query-dependencies.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'
import { columnsRead } from './columns-read.ts'

/** A column that who reads a view reads below it. */
export interface InvokerRead {
  /** What the query names. */
  readonly root: CatalogObject
  readonly relation: string
  readonly column: string
}

interface Row {
  readonly root: number
  readonly view: number
  readonly relation: string
  readonly columns: string[]
  readonly allColumns: string[]
  readonly definition: string
}

const isInvoker = `(v.oid = any($2) or (
  select option_value::boolean from pg_options_to_table(v.reloptions) where option_name = 'security_invoker'))`

/** Views with `security_invoker`, down to the first one without it. */
const query = `
with recursive below (root, oid) as (
  select oid, oid from unnest($1::oid[]) as one (oid)
  union
  select below.root, d.refobjid from below
  join pg_class v on v.oid = below.oid and v.relkind = 'v' and ${isInvoker}
  join pg_rewrite r on r.ev_class = v.oid and r.ev_type = '1'
  join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
    and d.refclassid = 'pg_class'::regclass and d.refobjid <> v.oid
)
select below.root::bigint::float8 as root, v.oid::bigint::float8 as view,
  ${writtenNameSql('n.nspname', 'c.relname')} as relation, pg_get_viewdef(v.oid) as definition,
  coalesce(array_agg(a.attname::text) filter (where a.attname is not null), '{}') as columns,
  array(
    select attname::text from pg_attribute
    where attrelid = c.oid and attnum > 0 and not attisdropped order by attnum
  ) as "allColumns"
from below
join pg_class v on v.oid = below.oid and v.relkind = 'v' and ${isInvoker}
join pg_rewrite r on r.ev_class = v.oid and r.ev_type = '1'
join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
  and d.refclassid = 'pg_class'::regclass and d.refobjid <> v.oid
join pg_class c on c.oid = d.refobjid and c.relkind in ('r', 'v', 'm', 'p', 'f')
join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema')
left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid and a.attnum > 0
group by below.root, v.oid, c.oid, 3`

/** What is read below views with the rights of who reads them. */
export async function invokerReads(
  client: ClientBase,
  roots: readonly CatalogObject[],
  /** Views that will have the option. */
  invokers: readonly number[],
  keyOf: (relation: string) => string | undefined,
): Promise<InvokerRead[]> {
  const relations = new Map(roots.filter(({ table }) => table === 'pg_class').map((one) => [one.oid, one]))
  const { rows } = await client.query<Row>(query, [[...relations.keys()], invokers])
  return rows.flatMap(({ root: oid, view, relation, definition, ...read }) => {
    const root = relations.get(oid)
    const count = rows.filter((row) => row.root === oid && row.view === view).length
    const columns = columnsRead(read, {
      definition,
      relations: count,
      key: keyOf(relation) ?? read.allColumns[0],
    })
    return root ? columns.map((column) => ({ root, relation, column })) : []
  })
}
