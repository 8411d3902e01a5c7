import type { ClientBase } from 'pg'
import { type ProjectQuery, projectQueries } from '../query/project-query.ts'
import { expandQuery } from '../query/run-query.ts'
import type { Release } from '../release/release.ts'
import { declaredEdges } from './declared-edges.ts'
import { type LineageEdge, LineageGraph, type LineageNode, type UnreadQuery } from './graph.ts'
import { placeholderVariables } from './placeholder-variables.ts'
import { createQueryView } from './query-view.ts'
import { type Dependency, readDependencies } from './read-dependencies.ts'

/**
 * The lineage of a deployed release, taken from Postgres: every query of a panel, variable, alert or check becomes a
 * temporary view in a transaction that is rolled back, and Postgres records the columns it uses.
 */
export async function buildLineage(client: ClientBase, release: Release): Promise<LineageGraph> {
  const queries = projectQueries(release)
  await client.query('begin')
  try {
    const now = new Date()
    const views = new Map<string, string>()
    const taken = new Set(definitionNodes(release).map(({ name }) => name))
    const nameOf = ({ kind, where }: ProjectQuery) => (taken.has(where) ? `${kind} ${where}` : where)
    const unread: UnreadQuery[] = []
    for (const [position, query] of queries.entries()) {
      const view = `sightline_query_${position}`
      const variables = query.dashboard ? placeholderVariables(query.dashboard) : {}
      const refusal = await createQueryView(client, view, expandQuery(query, { now, variables }))
      if (refusal === undefined) views.set(view, nameOf(query))
      else unread.push({ name: query.where, reason: refusal })
    }
    const dependencies = await readDependencies(client)
    const nodes = [
      ...definitionNodes(release),
      ...queries.map((query) => ({ name: nameOf(query), kind: query.kind })),
    ]
    const edges = [...queryEdges(dependencies, release, views), ...declaredEdges(release, queries)]
    return new LineageGraph(nodes, edges, await relationColumns(client), unread)
  } finally {
    await client.query('rollback')
  }
}

function definitionNodes({ sources, sqlObjects, dashboards, contactPoints }: Release): LineageNode[] {
  const objects = sqlObjects
    .filter(({ kind }) => kind !== 'schema' && kind !== 'view copy')
    .map(({ kind, name }) => ({ kind, name }))
  const listed = [...sources, ...dashboards.map(({ definition }) => definition), ...contactPoints]
  return [...listed.map(({ kind, name }) => ({ kind, name })), ...objects]
}

/** A materialized view and the storage behind it are one thing to people, and so are a view and its copies. */
function queryEdges(
  dependencies: readonly Dependency[],
  { sqlObjects }: Release,
  views: ReadonlyMap<string, string>,
): LineageEdge[] {
  const facades = new Map(
    sqlObjects.flatMap(({ name, storage, copyOf }): [string, string][] =>
      copyOf === undefined ? (storage === undefined ? [] : [[storage, name]]) : [[name, copyOf]],
    ),
  )
  return dependencies.flatMap(({ reader, relation, columns }) => {
    const from = facades.get(reader) ?? views.get(reader) ?? reader
    const to = facades.get(relation) ?? relation
    if (from === to) return []
    return [{ reader: from, relation: to, columns, columnsUnknown: columns.length === 0 }]
  })
}

async function relationColumns(client: ClientBase): Promise<Map<string, readonly string[]>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select
      case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end as name,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
    group by 1`)
  return new Map(rows.map(({ name, columns }) => [name, columns]))
}
