import type { LiveDefinition } from '../release/live/live-definition.ts'
import { plainEdge, wholeEdge } from './declared-edges.ts'
import type { LineageEdge, LineageNode } from './graph.ts'

/** A roll-up and the event that it counts. */
export interface CountedEvent {
  readonly rollup: string
  readonly event: string
}

/** Definitions of which a database knows nothing, and which read or are read. */
export const liveNodes = (live: readonly LiveDefinition[]): LineageNode[] =>
  live.map(({ kind, name }) => ({ kind, name: liveName(kind, name) }))

/** Events, figures and caches have names of their own, which those of relations may repeat. */
export const liveName = (kind: string, name: string): string => `${kind} ${name}`

/** What is counted from which events, and what is kept of which relations. */
export function liveEdges(live: readonly LiveDefinition[], rollups: readonly CountedEvent[]): LineageEdge[] {
  return [
    ...rollups.map(({ rollup, event }) => plainEdge(rollup, liveName('event', event))),
    ...live.flatMap((one): LineageEdge[] => {
      const reader = liveName(one.kind, one.name)
      if (one.kind === 'cache') return one.from.map((relation) => wholeEdge(reader, relation))
      if (one.kind === 'event') return []
      return one.events.map((event) => plainEdge(reader, liveName('event', event)))
    }),
  ]
}
