import type { LineageEdge } from '../lineage/graph.ts'
import type { AffectedLineage } from './diff-report.ts'
import type { Side } from './read-side.ts'

/** What a change reaches: what changes, and everything that reads it, as the head has it or as it read what is gone. */
export function affectedLineage(
  base: Side,
  head: Side,
  { changed, failing }: { readonly changed: ReadonlySet<string>; readonly failing: ReadonlySet<string> },
): AffectedLineage {
  const { lineage } = head
  const known = [...changed].filter((name) => lineage.nodes.has(name))
  const edges = new Set<LineageEdge>()
  for (const name of known) {
    for (const edge of lineage.reach(name, 'downstream')) edges.add(edge)
    for (const edge of lineage.readBy(name)) edges.add(edge)
  }
  for (const name of failing) {
    for (const edge of base.lineage.readBy(name)) edges.add(edge)
    for (const edge of lineage.reach(name, 'downstream')) edges.add(edge)
  }
  const names = new Set([...known, ...[...edges].flatMap(({ reader, relation }) => [reader, relation])])
  const nodes = new Map([...base.lineage.nodes, ...lineage.nodes])
  return {
    nodes: [...nodes.values()].filter(({ name }) => names.has(name)),
    edges: [...edges],
    changed: known,
  }
}
