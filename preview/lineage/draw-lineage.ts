import { Graph, layout } from '@dagrejs/dagre'
import type { LineageInfo } from '../../toolkit/preview/api.ts'
import { drawing, element } from '../dom.ts'

type Edges = LineageInfo['edges']

const height = 42
const nameWidth = 7
const widest = 250

/** Draws what reads what from left to right; every box leads to its own lineage. */
export function drawLineage(
  edges: Edges,
  kinds: ReadonlyMap<string, string>,
  of: string | undefined,
): HTMLElement {
  if (edges.length === 0) return element('p', { class: 'no-data' }, 'Nothing reads it, and it reads nothing.')
  const names = [...new Set(edges.flatMap(({ relation, reader }) => [relation, reader]))]
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 10, ranksep: 70, marginx: 8, marginy: 8 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const name of names) {
    graph.setNode(name, {
      width: Math.min(widest, Math.max(110, shortName(name).length * nameWidth + 26)),
      height,
    })
  }
  for (const { relation, reader } of edges) graph.setEdge(relation, reader)
  layout(graph)
  const size = graph.graph()
  const [width, tall] = [size.width ?? 0, size.height ?? 0]
  const paths = edges.map((edge) => {
    const { points = [] } = graph.edge(edge.relation, edge.reader)
    const title = edge.columnsUnknown ? 'as a whole' : edge.columns.join(', ')
    const isOwn = edge.relation === of || edge.reader === of
    return drawing(
      'path',
      { d: curve(points), class: isOwn ? 'edge own' : 'edge' },
      drawing('title', {}, `${edge.reader} reads ${edge.relation}${title === '' ? '' : `: ${title}`}`),
    )
  })
  const boxes = names.map((name) => {
    const { x, y, width: wide } = graph.node(name)
    return box(name, kinds.get(name) ?? '', { x: x - wide / 2, y: y - height / 2, width: wide }, name === of)
  })
  const picture = drawing(
    'svg',
    { width, height: tall, viewBox: `0 0 ${width} ${tall}`, role: 'group', 'aria-label': 'What reads what' },
    ...paths,
    ...boxes,
  )
  return element(
    'div',
    { class: 'lineage-picture', tabindex: 0, role: 'region', 'aria-label': 'Lineage' },
    picture,
  )
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
}

function box(name: string, kind: string, { x, y, width }: Place, chosen: boolean): SVGElement {
  const shown = shortName(name)
  const most = Math.floor((width - 20) / (nameWidth - 0.4))
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
    drawing(
      'text',
      { x: x + 14, y: y + 18, class: 'box-name' },
      shown.length > most ? `${shown.slice(0, most - 1)}…` : shown,
    ),
    drawing('text', { x: x + 14, y: y + 33, class: 'box-kind' }, kind),
  )
}

/** A panel without the name of its dashboard, which stands to its right. */
const shortName = (name: string): string => (name.includes('/') ? name.slice(name.indexOf('/') + 1) : name)

function curve(points: readonly { readonly x: number; readonly y: number }[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (!first || !last) return ''
  const middle = rest.slice(0, -1)
  if (middle.length <= 1) {
    const half = (first.x + last.x) / 2
    return `M${first.x},${first.y} C${half},${first.y} ${half},${last.y} ${last.x},${last.y}`
  }
  let path = `M${first.x},${first.y}`
  for (const [index, point] of middle.entries()) {
    const next = middle[index + 1] ?? last
    path += ` Q${point.x},${point.y} ${(point.x + next.x) / 2},${(point.y + next.y) / 2}`
  }
  return `${path} L${last.x},${last.y}`
}
