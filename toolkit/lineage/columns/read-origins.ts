import type { ClientBase } from 'pg'
import { writtenNameSql } from '../../sql/written-name-sql.ts'
import { type ColumnName, type ColumnOrigin, columnText, sortedColumns } from './column-lineage.ts'
import { isNode, parseNodeTree } from './node-tree.ts'
import { QueryScope } from './query-scope.ts'
import { ColumnTrace, type Traced } from './trace-column.ts'

interface View {
  readonly oid: string
  readonly tree: string
}

interface Relation {
  readonly name: string
  /** By their numbers in the catalogue. */
  readonly columns: Readonly<Record<string, string>>
}

/** What the numbers of the catalogue in a parse tree stand for. */
interface Catalogue {
  readonly relations: ReadonlyMap<string, Relation>
  /** Of functions that may read tables. */
  readonly functions: ReadonlyMap<string, string>
}

/** Reads from the parse trees that Postgres keeps where each column of each view comes from, in one step. */
export async function readOrigins(
  client: ClientBase,
  facades: ReadonlyMap<string, string>,
): Promise<Map<string, Map<string, ColumnOrigin>>> {
  const { rows: views } = await client.query<View>(`
    select c.oid::text as oid, r.ev_action::text as tree
    from pg_rewrite r
    join pg_class c on c.oid = r.ev_class and c.relkind in ('v', 'm')
    join pg_namespace n on n.oid = c.relnamespace
    where r.ev_type = '1' and n.nspname not in ('pg_catalog', 'information_schema')
    order by c.oid`)
  const traced = views.map(({ oid, tree }) => ({ oid, columns: traceView(tree) }))
  const all = traced.flatMap(({ columns }) => columns)
  const catalogue = await readCatalogue(client, {
    relations: [
      ...views.map(({ oid }) => oid),
      ...all.flatMap(({ from, decidedBy }) => [...from, ...decidedBy].map(relationOf)),
      ...all.flatMap(({ counted }) => [...counted]),
    ],
    functions: all.flatMap(({ calls }) => [...calls]),
  })
  const known = (name: string) => facades.get(name) ?? name
  const origins = new Map<string, Map<string, ColumnOrigin>>()
  for (const { oid, columns } of traced) {
    const relation = catalogue.relations.get(oid)
    if (!relation) continue
    const name = known(relation.name)
    const own = origins.get(name) ?? new Map<string, ColumnOrigin>()
    origins.set(name, own)
    const names = Object.values(relation.columns)
    for (const [index, trace] of columns.entries()) {
      const column = names[index]
      if (column === undefined) continue
      const origin = named(trace, catalogue, known)
      own.set(column, merged(name, [own.get(column), origin]))
    }
  }
  return origins
}

/** Where each column of a view comes from; what decides its rows decides each of them. */
function traceView(tree: string): Traced[] {
  const list = parseNodeTree(tree)
  const [query] = Array.isArray(list) ? list.filter(isNode) : []
  if (!query) return []
  const scope = new QueryScope(query)
  const rows = new ColumnTrace()
  rows.rows(scope)
  return scope.columns.map((_, index) => {
    const trace = new ColumnTrace()
    trace.column(scope, index + 1)
    for (const one of rows.decidedBy) trace.decidedBy.add(one)
    for (const one of rows.calls) trace.calls.add(one)
    return trace
  })
}

const relationOf = (column: string): string => column.slice(0, column.indexOf('.'))

async function readCatalogue(
  client: ClientBase,
  oids: { readonly relations: readonly string[]; readonly functions: readonly string[] },
): Promise<Catalogue> {
  const relations = await client.query<Relation & { oid: string }>(
    `select c.oid::text as oid,
      case when n.nspname like 'pg_temp%' then c.relname::text else ${writtenNameSql('n.nspname', 'c.relname')} end as name,
      json_object_agg(a.attnum, a.attname order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.oid = any($1::oid[])
    group by 1, 2`,
    [[...new Set(oids.relations)]],
  )
  const functions = await client.query<{ oid: string; name: string }>(
    `select p.oid::text as oid, p.oid::regprocedure::text as name
    from pg_proc p
    join pg_language l on l.oid = p.prolang
    where p.oid = any($1::oid[]) and l.lanname not in ('internal', 'c') and p.provolatile <> 'i'
      and p.pronamespace <> 'pg_catalog'::regnamespace`,
    [[...new Set(oids.functions)]],
  )
  return {
    relations: new Map(relations.rows.map(({ oid, name, columns }) => [oid, { name, columns }])),
    functions: new Map(functions.rows.map(({ oid, name }) => [oid, name])),
  }
}

function named(
  trace: Traced,
  { relations, functions }: Catalogue,
  known: (name: string) => string,
): ColumnOrigin {
  const columns = (found: ReadonlySet<string>): ColumnName[] =>
    [...found].flatMap((text) => {
      const number = text.slice(text.indexOf('.') + 1)
      const relation = relations.get(relationOf(text))
      if (!relation) return []
      const names = number === '0' ? Object.values(relation.columns) : [relation.columns[number]]
      return names.flatMap((column) =>
        column === undefined ? [] : [{ relation: known(relation.name), column }],
      )
    })
  return {
    from: columns(trace.from),
    decidedBy: columns(trace.decidedBy),
    countsRowsOf: [...trace.counted].flatMap((oid) => relations.get(oid)?.name ?? []).map(known),
    unknown: [...trace.calls].flatMap((oid) => functions.get(oid) ?? []),
  }
}

/** One thing to people are a stored view, its rows and the query of these: what these have of each other is no origin. */
function merged(relation: string, origins: readonly (ColumnOrigin | undefined)[]): ColumnOrigin {
  const all = origins.flatMap((origin) => origin ?? [])
  const columns = (lists: readonly (readonly ColumnName[])[]): ColumnName[] => {
    const others = lists.flat().filter((one) => one.relation !== relation)
    return sortedColumns(new Map(others.map((one) => [columnText(one), one])).values())
  }
  const texts = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort()
  return {
    from: columns(all.map(({ from }) => from)),
    decidedBy: columns(all.map(({ decidedBy }) => decidedBy)),
    countsRowsOf: texts(all.map(({ countsRowsOf }) => countsRowsOf)).filter((one) => one !== relation),
    unknown: texts(all.map(({ unknown }) => unknown)),
  }
}
