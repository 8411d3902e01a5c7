import type { ClientBase } from 'pg'
import { relationsBehind } from '../kinds/has-stored-rows.ts'
import { isRollupDefinition } from '../kinds/rollup/rollup-kind.ts'
import { queryDependencies, type ReadRelation } from '../postgres/query-dependencies.ts'
import { beginWith } from '../postgres/session-settings.ts'
import { parsableQuery } from '../release/parsable-query.ts'
import { type ProjectQuery, projectQueries, type QueriedDashboard } from '../release/project-query.ts'
import type { Release } from '../release/release.ts'
import { reportPictures } from '../release/report-pictures.ts'
import { RelationName } from '../sql/relation-name.ts'
import { writtenNameSql } from '../sql/written-name-sql.ts'
import { ColumnLineage } from './columns/column-lineage.ts'
import { readOrigins } from './columns/read-origins.ts'
import { dashboardEdges, declaredEdges, pictureNode } from './declared-edges.ts'
import { type LineageEdge, LineageGraph, type LineageNode, type UnreadQuery } from './graph.ts'
import { liveEdges, liveNodes } from './live-edges.ts'
import { type Dependency, readDependencies } from './read-dependencies.ts'

/** What lineage is asked for, as data: a release, or what is known of one without its code. */
export interface LineageSubject {
  readonly queries: readonly ProjectQuery<QueriedDashboard>[]
  /** Everything but the queries. */
  readonly nodes: readonly LineageNode[]
  /** The names that people know, by the names of storages and copies. */
  readonly facades: ReadonlyMap<string, string>
  /** What reads without Postgres knowing, other than dashboards. */
  readonly declared: readonly LineageEdge[]
}

/** The lineage of a deployed release, with the origins of the columns of its views. */
export async function buildLineage(client: ClientBase, release: Release): Promise<LineageGraph> {
  const facades = facadesOf(release)
  const { nodes, edges, columns, unread } = await readLineage(client, {
    queries: projectQueries(release),
    nodes: definitionNodes(release),
    facades,
    declared: [...declaredEdges(release), ...liveEdges(release.live, countedEvents(release))],
  })
  const origins = new ColumnLineage(await readOrigins(client, facades))
  return new LineageGraph(nodes.values(), edges, columns, unread, origins)
}

/**
 * Lineage as Postgres tells it: every query of a panel, variable, alert or check becomes a temporary view in a
 * transaction that is rolled back, and Postgres records the columns it uses.
 */
export async function readLineage(client: ClientBase, subject: LineageSubject): Promise<LineageGraph> {
  await client.query(beginWith())
  try {
    return await lineageInside(client, subject)
  } finally {
    await client.query('rollback')
  }
}

/** The same in a transaction of the caller, who rolls it back; `rewrite` makes a query read what stands there. */
export async function lineageInside(
  client: ClientBase,
  { queries, nodes, facades, declared }: LineageSubject,
  rewrite: (sql: string) => string = (sql) => sql,
): Promise<LineageGraph> {
  const now = new Date()
  const taken = new Set(nodes.map(({ name }) => name))
  const nameOf = ({ kind, where }: ProjectQuery<QueriedDashboard>) =>
    taken.has(where) ? `${kind} ${where}` : where
  const expanded = queries.map((query) => rewrite(parsableQuery(query, now)))
  const answers = await queryDependencies(client, expanded)
  const unread: UnreadQuery[] = []
  const asked = queries.flatMap((query, index): Dependency[] => {
    const answer = answers[index]
    if (answer?.ok) return answer.relations.map((read) => dependencyOf(nameOf(query), read))
    unread.push({ name: query.where, reason: answer?.message ?? '' })
    return []
  })
  const dependencies = await readDependencies(client, (relation) => facades.has(relation))
  const all = [...nodes, ...queries.map((query) => ({ name: nameOf(query), kind: query.kind }))]
  const edges = [...queryEdges([...dependencies, ...asked], facades), ...declared, ...dashboardEdges(queries)]
  return new LineageGraph(all, edges, await relationColumns(client), unread)
}

const countedEvents = ({ project }: Release) =>
  project.definitions.filter(isRollupDefinition).map(({ name, from }) => ({ rollup: name, event: from.name }))

function definitionNodes({
  sources,
  otherSources,
  sqlObjects,
  dashboards,
  contactPoints,
  live,
  reports,
}: Release): LineageNode[] {
  const objects = sqlObjects.flatMap(({ definition }) => definition ?? [])
  const listed = [
    ...sources,
    ...otherSources,
    ...dashboards.map(({ definition }) => definition),
    ...contactPoints,
  ]
  const named = [...listed, ...objects].map(({ kind, name }) => ({ kind, name }))
  return [...named, ...reports.flatMap(reportPictures).map(pictureNode), ...liveNodes(live)]
}

/** A stored view and what is behind it are one thing to people, and so are a view and its copies. */
function facadesOf({ sqlObjects }: Release): Map<string, string> {
  return new Map(
    sqlObjects.flatMap(({ name, storage, copyOf, definition }): [string, string][] => {
      if (copyOf !== undefined) return [[name, copyOf]]
      if (storage === undefined || !definition) return []
      return relationsBehind(definition, storage).map((behind) => [behind, name])
    }),
  )
}

const dependencyOf = (reader: string, { schema, name, columns }: ReadRelation): Dependency => ({
  reader,
  relation: new RelationName(schema, name).written,
  columns,
})

function queryEdges(
  dependencies: readonly Dependency[],
  facades: ReadonlyMap<string, string>,
): LineageEdge[] {
  return dependencies.flatMap(({ reader, relation, columns }) => {
    const from = facades.get(reader) ?? reader
    const to = facades.get(relation) ?? relation
    if (from === to) return []
    return [{ reader: from, relation: to, columns, columnsUnknown: columns.length === 0 }]
  })
}

async function relationColumns(client: ClientBase): Promise<Map<string, readonly string[]>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select
      ${writtenNameSql('n.nspname', 'c.relname')} as name,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'v', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
    group by 1`)
  return new Map(rows.map(({ name, columns }) => [name, columns]))
}
