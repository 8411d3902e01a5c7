import {
  type ColumnName,
  type ColumnOrigin,
  columnText,
  type LineageEdge,
  type LineageGraph,
} from 'sightline/engine'
import { colors } from './terminal.ts'

/** Where a column comes from: step by step what its values are, and in the end by which columns its rows are decided. */
export function originLines(graph: LineageGraph, name: ColumnName): string[] {
  const origin = graph.origins.originOf(name)
  if (!origin) return []
  const { decidedBy, unknown } = graph.origins.sourceOf(name)
  return [
    'comes from',
    ...valueLines(graph, name, '  ', new Set([columnText(name)])),
    ...(decidedBy.length === 0 ? [] : ['of rows decided by', ...byRelation(decidedBy)]),
    ...unknown.map((called) => `not known: what ${called} reads, since Postgres does not look into it`),
  ]
}

function valueLines(graph: LineageGraph, name: ColumnName, indent: string, seen: Set<string>): string[] {
  const origin = graph.origins.originOf(name)
  if (!origin) return []
  const values = origin.from.flatMap((one) => {
    const text = columnText(one)
    if (seen.has(text)) return [`${indent}${text}`]
    seen.add(text)
    return [`${indent}${text}`, ...valueLines(graph, one, `${indent}  `, seen)]
  })
  const counted = origin.countsRowsOf.map((relation) => `${indent}the number of rows of ${relation}`)
  return values.length + counted.length > 0 ? [...values, ...counted] : [`${indent}no column`]
}

/** The same as edges between columns. */
export function originEdges(graph: LineageGraph, name: ColumnName): LineageEdge[] {
  const edges = new Map<string, LineageEdge>()
  const visit = (one: ColumnName, reader: string): void => {
    for (const from of graph.origins.originOf(one)?.from ?? []) {
      const relation = columnText(from)
      const key = JSON.stringify([reader, relation])
      if (edges.has(key)) continue
      edges.set(key, { reader, relation, columns: [], columnsUnknown: false })
      visit(from, relation)
    }
  }
  visit(name, columnText(name))
  return [...edges.values()]
}

function byRelation(columns: readonly ColumnName[]): string[] {
  const relations = new Map<string, string[]>()
  for (const { relation, column } of columns)
    relations.set(relation, [...(relations.get(relation) ?? []), column])
  return [...relations].map(([relation, names]) => `  ${relation}${colors.dim(`: ${names.join(', ')}`)}`)
}

/** What each column of a view comes from in the end, one line for each. */
export function columnLines(graph: LineageGraph, relation: string): string[] {
  const columns = [...(graph.origins.origins.get(relation)?.keys() ?? [])]
  if (columns.length === 0) return []
  const lines = columns.map((column) => {
    const text = originText(graph.origins.sourceOf({ relation, column }))
    return `  ${column}${colors.dim(`: ${text}`)}`
  })
  return ['columns come from', ...lines]
}

function originText({ from, countsRowsOf, unknown }: ColumnOrigin): string {
  const parts = [
    ...from.map(columnText),
    ...countsRowsOf.map((relation) => `the number of rows of ${relation}`),
    ...unknown.map((called) => `what ${called} reads`),
  ]
  return parts.length > 0 ? parts.join(', ') : 'no column'
}

/** The columns of views that are made of a column. */
export function madeLines(graph: LineageGraph, name: ColumnName): string[] {
  const made = graph.origins.madeOf(name)
  return made.length === 0 ? [] : ['becomes', ...made.map((one) => `  ${columnText(one)}`)]
}

/** Each column of views that lineage is shown for, with its origin in one step and in the end. */
export function originsJson(graph: LineageGraph, names: readonly ColumnName[]) {
  return names.flatMap((name) => {
    const origin = graph.origins.originOf(name)
    return origin ? [{ ...name, ...origin, sources: graph.origins.sourceOf(name) }] : []
  })
}
