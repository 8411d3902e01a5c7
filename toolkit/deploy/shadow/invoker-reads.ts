import type { ClientBase } from 'pg'
import type { CatalogObject } from '../../postgres/query-dependencies.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'
import { columnsRead } from './columns-read.ts'

/** A column that is read with what a query names. */
export interface InvokerRead {
  /** What the query names. */
  readonly root: CatalogObject
  readonly relation: string
  readonly oid: number
  readonly column: string
}

interface Row {
  readonly root: number
  readonly asked: number
  readonly oid: number
  readonly relation: string
  readonly columns: string[]
  readonly allColumns: string[]
  readonly definition: string
}

const isInvoker = `(v.oid = any($2) or (
  select option_value::boolean from pg_options_to_table(v.reloptions) where option_name = 'security_invoker'))`

/** What of a relation is a query that runs with the rights of who reads it. */
const queriesOf = `lateral (
  select 'pg_rewrite'::regclass as class, r.oid, pg_get_viewdef(v.oid) as definition
  from pg_rewrite r where r.ev_class = v.oid and r.ev_type = '1' and v.relkind = 'v' and ${isInvoker}
  union all
  select 'pg_policy'::regclass, p.oid, pg_get_expr(p.polqual, p.polrelid)
  from pg_policy p where p.polrelid = v.oid and v.relrowsecurity and p.polcmd in ('r', '*') and exists (
    select from unnest(p.polroles) as one (oid)
    where one.oid = 0 or pg_has_role((select oid from pg_roles where rolname = $3), one.oid, 'usage'))
) q join pg_depend d on d.classid = q.class and d.objid = q.oid
  and d.refclassid = 'pg_class'::regclass and d.refobjid <> v.oid`

/** Views with `security_invoker` down to the first one without it, and what the policies of tables look into. */
const query = `
with recursive below (root, oid) as (
  select oid, oid from unnest($1::oid[]) as one (oid)
  union
  select below.root, d.refobjid from below join pg_class v on v.oid = below.oid cross join ${queriesOf}
)
select below.root::bigint::float8 as root, q.oid::bigint::float8 as asked, c.oid::bigint::float8 as oid,
  ${writtenNameSql('n.nspname', 'c.relname')} as relation, q.definition,
  coalesce(array_agg(a.attname::text) filter (where a.attname is not null), '{}') as columns,
  array(
    select attname::text from pg_attribute
    where attrelid = c.oid and attnum > 0 and not attisdropped order by attnum
  ) as "allColumns"
from below join pg_class v on v.oid = below.oid
cross join ${queriesOf}
join pg_class c on c.oid = d.refobjid and c.relkind in ('r', 'v', 'm', 'p', 'f')
join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema')
left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid and a.attnum > 0
group by below.root, q.oid, q.definition, c.oid, n.nspname`

/** What is read below views, and by policies, with the rights of a role. */
export async function invokerReads(
  client: ClientBase,
  role: string,
  roots: readonly CatalogObject[],
  /** Views that will have the option. */
  invokers: readonly number[],
  keyOf: (relation: string) => string | undefined,
): Promise<InvokerRead[]> {
  const relations = new Map(roots.filter(({ table }) => table === 'pg_class').map((one) => [one.oid, one]))
  const { rows } = await client.query<Row>(query, [[...relations.keys()], invokers, role])
  return rows.flatMap(({ root: top, asked, oid, relation, definition, ...read }) => {
    const root = relations.get(top)
    const count = rows.filter((row) => row.root === top && row.asked === asked).length
    const columns = columnsRead(read, {
      definition,
      relations: count,
      key: keyOf(relation) ?? read.allColumns[0],
    })
    return root ? columns.map((column) => ({ root, oid, relation, column })) : []
  })
}
