import {
  type AffectedLineage,
  affectedMermaid,
  type Direction,
  type LineageEdge,
  type LineageGraph,
  SightlineError,
} from 'sightline/engine'
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
  for (const direction of directions) {
    const readsAsWhole = direction === 'upstream' && column !== undefined
    const tree = treeLines(graph, name, readsAsWhole ? undefined : column, direction, '  ', new Set([name]))
    const heading =
      readsAsWhole && tree.length > 0 ? `all columns of ${name} together read` : headings[direction]
    lines.push(heading, ...(tree.length > 0 ? tree : ['  nothing']))
  }
  return lines.join('\n')
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
  return JSON.stringify({ subject: subject ?? null, nodes, edges }, null, 2)
}

/** Lineage as a mermaid flowchart, from tables on the left to panels on the right. */
export function lineageMermaid(
  graph: LineageGraph,
  subject: Subject | undefined,
  directions: readonly Direction[],
): string {
  return affectedMermaid(chosenGraph(graph, subject, directions))
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
