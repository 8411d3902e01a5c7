import type { AffectedLineage } from '../diff-report.ts'
import { mermaidLabel } from './markdown-text.ts'

/** The part of the lineage that a change reaches, as a mermaid flowchart in which what changes stands out. */
export function affectedMermaid({ nodes, edges, changed }: AffectedLineage): string {
  const names = nodes.map(({ name }) => name)
  const id = (name: string) => `n${names.indexOf(name)}`
  const boxes = names.map((name) => `  ${id(name)}[${mermaidLabel(name)}]`)
  const arrows = edges.map(({ reader, relation }) => `  ${id(relation)} --> ${id(reader)}`)
  const marked = changed.length === 0 ? [] : [`  class ${changed.map(id).join(',')} changed`]
  const style = marked.length === 0 ? [] : ['  classDef changed stroke-width:4px']
  return ['flowchart LR', ...boxes, ...new Set(arrows), ...style, ...marked].join('\n')
}
