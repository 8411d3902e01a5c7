import type { Definition } from '../define/project.ts'
import { isRollupDefinition } from '../kinds/rollup/rollup-kind.ts'
import { plainEdge, wholeEdge } from './declared-edges.ts'
import type { LineageEdge, LineageNode } from './graph.ts'

/** Definitions of which a database knows nothing, and which read or are read. */
export function liveNodes(definitions: readonly Definition[]): LineageNode[] {
  const live = definitions.filter(
    ({ kind }) => kind === 'event' || kind === 'live figure' || kind === 'cache',
  )
  return live.map(({ kind, name }) => ({ kind, name: liveName({ kind, name }) }))
}

/** Events, figures and caches have names of their own, which those of relations may repeat. */
const liveName = ({ kind, name }: { readonly kind: string; readonly name: string }): string =>
  `${kind} ${name}`

/** What is counted from which events, and what is kept of which relations. */
export function liveEdges(definitions: readonly Definition[]): LineageEdge[] {
  return definitions.flatMap((definition): LineageEdge[] => {
    if (isRollupDefinition(definition)) return [plainEdge(definition.name, liveName(definition.from))]
    if (definition.kind === 'cache')
      return definition.from.map(({ name }) => wholeEdge(liveName(definition), name))
    if (definition.kind !== 'live figure') return []
    const { read } = definition
    const events = read.reads === 'open' ? [read.opened, read.closed] : [read.from]
    return events.map((event) => plainEdge(liveName(definition), liveName(event)))
  })
}
