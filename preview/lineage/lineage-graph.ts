import type { LineageInfo } from '../../toolkit/preview/api.ts'

type Edge = LineageInfo['edges'][number]

/** Everything that something reads, directly or not, and everything that reads it, or one column of it. */
export function reachOf({ edges }: LineageInfo, name: string, column: string | undefined): Edge[] {
  const found = new Set<Edge>()
  const up = (current: string): void => {
    for (const edge of edges) {
      if (edge.reader !== current || found.has(edge)) continue
      found.add(edge)
      up(edge.relation)
    }
  }
  const down = (current: string, only?: string): void => {
    for (const edge of edges) {
      const reads = only === undefined || edge.columnsUnknown || edge.columns.includes(only)
      if (edge.relation !== current || !reads || found.has(edge)) continue
      found.add(edge)
      down(edge.reader)
    }
  }
  if (column === undefined) up(name)
  down(name, column)
  return [...found]
}
