import { Graph, layout } from '@dagrejs/dagre'
import type { LineageInfo } from '../../toolkit/preview/api.ts'
import { drawing, element } from '../dom.ts'

type Edges = LineageInfo['edges']

const size = { width: 204, height: 42 }

/** As many letters as fit into a box. */
const letters = 29

/** Draws what reads what from left to right; every box leads to its own lineage. */
export function drawLineage(
  edges: Edges,
  kinds: ReadonlyMap<string, string>,
  of: string | undefined,
): HTMLElement {
  if (edges.length === 0) return element('p', { class: 'no-data' }, 'Nothing reads it, and it reads nothing.')
  const names = [...new Set(edges.flatMap(({ relation, reader }) => [relation, reader]))]
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 10, ranksep: 56, marginx: 4, marginy: 4 })
  graph.setDefaultEdgeLabel(() => ({}))
  const depths = depthsOf(names, edges)
  const depth = (name: string) => depths.get(name) ?? 0
  for (const name of names) graph.setNode(name, { ...size })
  for (const { relation, reader } of edges)
    graph.setEdge(relation, reader, { minlen: Math.max(1, depth(reader) - depth(relation)) })
  layout(graph)
  const { width = 0, height = 0 } = graph.graph()
  const paths = edges.map((edge) => {
    const from = graph.node(edge.relation)
    const to = graph.node(edge.reader)
    const between = graph.edge(edge.relation, edge.reader).points?.slice(1, -1) ?? []
    const title = edge.columnsUnknown ? 'as a whole' : edge.columns.join(', ')
    const isOwn = edge.relation === of || edge.reader === of
    const ends = [
      { x: from.x + size.width / 2, y: from.y },
      { x: to.x - size.width / 2, y: to.y },
    ] as const
    return drawing(
      'path',
      {
        d: curve([ends[0], ...(between.length > 1 ? between : []), ends[1]]),
        class: isOwn ? 'edge own' : 'edge',
      },
      drawing('title', {}, `${edge.reader} reads ${edge.relation}${title === '' ? '' : `: ${title}`}`),
    )
  })
  const boxes = names.map((name) => box(name, kinds.get(name) ?? '', graph.node(name), name === of))
  const picture = drawing(
    'svg',
    { width, height, viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': 'What reads what' },
    ...paths,
    ...boxes,
  )
  return element(
    'div',
    { class: 'lineage-picture', tabindex: 0, role: 'region', 'aria-label': 'Lineage' },
    picture,
  )
}

/** How many steps each thing is from what reads nothing: all tables stand at the left. */
function depthsOf(names: readonly string[], edges: Edges): Map<string, number> {
  const depths = new Map<string, number>()
  const depth = (name: string, path: readonly string[]): number => {
    const known = depths.get(name)
    if (known !== undefined) return known
    const below = edges.filter(({ reader, relation }) => reader === name && !path.includes(relation))
    const found = Math.max(0, ...below.map(({ relation }) => 1 + depth(relation, [...path, name])))
    depths.set(name, found)
    return found
  }
  for (const name of names) depth(name, [])
  return depths
}

interface Point {
  readonly x: number
  readonly y: number
}

function box(name: string, kind: string, middle: Point, chosen: boolean): SVGElement {
  const shown = shortName(name)
  const x = middle.x - size.width / 2
  const y = middle.y - size.height / 2
  const { width, height } = size
  return drawing(
    'a',
    {
      href: `/lineage?of=${encodeURIComponent(name)}`,
      class: `box box-${kind.replaceAll(' ', '-')}${chosen ? ' chosen' : ''}`,
      'aria-label': `${name}, ${kind}`,
      'aria-current': chosen ? 'true' : undefined,
    },
    drawing('title', {}, name),
    drawing('rect', { x, y, width, height, rx: 6 }),
    drawing('rect', { x, y, width: 4, height, rx: 2, class: 'stripe' }),
    drawing('text', { x: x + 14, y: y + 18, class: 'box-name' }, clip(shown)),
    drawing('text', { x: x + 14, y: y + 33, class: 'box-kind' }, kind),
  )
}

const clip = (text: string): string => (text.length > letters ? `${text.slice(0, letters - 1)}…` : text)

/** A panel without the name of its dashboard, which stands to its right. */
const shortName = (name: string): string => (name.includes('/') ? name.slice(name.indexOf('/') + 1) : name)

/** A line through points that leaves and enters each of them horizontally. */
function curve([first, ...rest]: readonly Point[]): string {
  if (!first) return ''
  let path = `M${first.x},${first.y}`
  let before = first
  for (const point of rest) {
    const half = (before.x + point.x) / 2
    path += ` C${half},${before.y} ${half},${point.y} ${point.x},${point.y}`
    before = point
  }
  return path
}
