import {
  type AffectedLineage,
  affectedMermaid,
  type ColumnName,
  columnText,
  type Direction,
  type LineageEdge,
  type LineageGraph,
  type LineageNode,
  SightlineError,
} from 'sightline/engine'
import { columnLines, madeLines, originEdges, originLines, originsJson } from './lineage-columns.ts'
import { colors } from './terminal.ts'

/** What lineage is shown for: everything, a node, or one column of a relation. */
export interface Subject {
  readonly name: string
  readonly column: string | undefined
}

/** Finds what a person named: a node, or a column as `table.column`. */
export function resolveSubject(graph: LineageGraph, text: string | undefined): Subject | undefined {
  if (text === undefined) return undefined
  if (graph.nodes.has(text)) return { name: text, column: undefined }
  const dot = text.lastIndexOf('.')
  const [name, column] = [text.slice(0, dot), text.slice(dot + 1)]
  if (dot > 0 && graph.columns.get(name)?.includes(column)) return { name, column }
  const close = [...graph.nodes.keys()].filter((known) => known.toLowerCase().includes(text.toLowerCase()))
  const known = graph.columns.get(name)
  throw new SightlineError({
    code: known ? 'unknown-column' : 'unknown-name',
    what: known ? `${name} has no column ${column}.` : 'Nothing in this project has that name.',
    value: text,
    next: known
      ? `Use one of: ${known.join(', ')}.`
      : close.length > 0
        ? `Did you mean ${close.slice(0, 3).join(', ')}?`
        : 'Run `sightline list` for the names; a panel is dashboard/panel.',
  })
}

/** Lineage as an indented list. */
export function lineageText(
  graph: LineageGraph,
  subject: Subject | undefined,
  directions: readonly Direction[],
): string {
  if (!subject) {
    const readers = [...graph.nodes.values()].filter(({ name }) => graph.readBy(name).length > 0)
    return readers
      .map(({ name, kind }) =>
        [title(name, kind), ...graph.readBy(name).map((edge) => `  ${edgeText(edge, 'upstream')}`)].join(
          '\n',
        ),
      )
      .join('\n')
  }
  const { name, column } = subject
  const lines = [
    title(
      column === undefined ? name : `${name}.${column}`,
      column === undefined ? (graph.nodes.get(name)?.kind ?? '') : 'column',
    ),
  ]
  for (const direction of directions) lines.push(...directionLines(graph, subject, direction))
  return lines.join('\n')
}

function directionLines(graph: LineageGraph, { name, column }: Subject, direction: Direction): string[] {
  const columnName = column === undefined ? undefined : { relation: name, column }
  const isUpstream = direction === 'upstream'
  if (isUpstream && columnName) {
    const origin = originLines(graph, columnName)
    if (origin.length > 0) return origin
  }
  const tree = treeLines(graph, name, isUpstream ? undefined : column, direction, '  ', new Set([name]))
  const more = isUpstream ? columnLines(graph, name) : columnName ? madeLines(graph, columnName) : []
  return [headings[direction], ...(tree.length > 0 ? tree : ['  nothing']), ...more]
}

const headings = { upstream: 'reads', downstream: 'read by' } as const

function treeLines(
  graph: LineageGraph,
  name: string,
  column: string | undefined,
  direction: Direction,
  indent: string,
  seen: Set<string>,
): string[] {
  const edges = direction === 'upstream' ? graph.readBy(name) : graph.readersOf(name, column)
  return edges.flatMap((edge) => {
    const next = direction === 'upstream' ? edge.relation : edge.reader
    const line = column === undefined ? `${indent}${edgeText(edge, direction)}` : `${indent}${next}`
    if (seen.has(next)) return [line]
    seen.add(next)
    return [line, ...treeLines(graph, next, undefined, direction, `${indent}  `, seen)]
  })
}

function edgeText({ reader, relation, columns, columnsUnknown }: LineageEdge, direction: Direction): string {
  const what = columnsUnknown ? 'as a whole' : columns.join(', ')
  if (what === '') return direction === 'upstream' ? relation : reader
  return `${direction === 'upstream' ? relation : reader}${colors.dim(`: ${what}`)}`
}

const title = (name: string, kind: string) => `${colors.bold(name)} ${colors.dim(`(${kind})`)}`

/** Lineage as nodes and edges. */
export function lineageJson(
  graph: LineageGraph,
  subject: Subject | undefined,
  directions: readonly Direction[],
): string {
  const { nodes, edges } = chosenGraph(graph, subject, directions)
  const columns = originsJson(graph, chosenColumns(graph, subject, nodes))
  return JSON.stringify({ subject: subject ?? null, nodes, edges, columns }, null, 2)
}

/** A column and those that are made of it, or those of all views that are shown. */
function chosenColumns(
  graph: LineageGraph,
  subject: Subject | undefined,
  nodes: readonly LineageNode[],
): ColumnName[] {
  if (subject?.column !== undefined) {
    const own = { relation: subject.name, column: subject.column }
    return [own, ...graph.origins.madeOf(own)]
  }
  return nodes.flatMap(({ name }) =>
    [...(graph.origins.origins.get(name)?.keys() ?? [])].map((column) => ({ relation: name, column })),
  )
}

/** Lineage as a mermaid flowchart, from tables on the left to panels on the right. */
export function lineageMermaid(
  graph: LineageGraph,
  subject: Subject | undefined,
  directions: readonly Direction[],
): string {
  if (subject?.column === undefined || !directions.includes('upstream'))
    return affectedMermaid(chosenGraph(graph, subject, directions))
  const { edges: readers } = chosenGraph(
    graph,
    subject,
    directions.filter((direction) => direction === 'downstream'),
  )
  const column = { relation: subject.name, column: subject.column }
  const own = readers.map((edge) =>
    edge.relation === subject.name ? { ...edge, relation: columnText(column) } : edge,
  )
  const edges = [...originEdges(graph, column), ...own]
  const nodes = [...new Set(edges.flatMap(({ reader, relation }) => [relation, reader]))]
  return affectedMermaid({ nodes: nodes.map((name) => ({ name, kind: '' })), edges, changed: [] })
}

function chosenGraph(
  graph: LineageGraph,
  subject: Subject | undefined,
  directions: readonly Direction[],
): AffectedLineage {
  const edges = chosenEdges(graph, subject, directions)
  const names = new Set(edges.flatMap(({ reader, relation }) => [reader, relation]))
  if (subject) names.add(subject.name)
  const nodes = [...graph.nodes.values()].filter(({ name }) => names.has(name))
  return { nodes, edges, changed: [] }
}

function chosenEdges(
  graph: LineageGraph,
  subject: Subject | undefined,
  directions: readonly Direction[],
): readonly LineageEdge[] {
  if (!subject) return graph.edges
  const { name, column } = subject
  return directions.flatMap((direction) =>
    graph.reach(name, direction, direction === 'upstream' ? undefined : column),
  )
}
