import type { Project } from '../define/project.ts'
import type { Event } from '../define/realtime/event.ts'
import type { LiveFigure } from '../define/realtime/live-figure.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { isRollupDefinition } from '../kinds/rollup/rollup-kind.ts'
import { keyspaceOf } from '../redis/keyspace.ts'
import { EventReader } from '../rollups/read-event.ts'

/** What a project defines of its stream. */
export interface StreamCatalogue {
  /** The name under which it stands in Redis. */
  readonly project: string
  readonly readers: ReadonlyMap<string, EventReader>
  readonly rollups: readonly Rollup[]
  readonly figures: readonly LiveFigure[]
}

/**
 * The events, roll-ups and live figures that a project lists, and those that they are of.
 *
 * @throws SightlineError where there is no event
 */
export function streamCatalogue(project: Project): StreamCatalogue {
  const { name, definitions } = project
  const rollups = definitions.filter(isRollupDefinition)
  const figures = definitions.filter((one): one is LiveFigure => one.kind === 'live figure')
  const events = new Set<Event>([
    ...definitions.filter((one): one is Event => one.kind === 'event'),
    ...rollups.map(({ from }) => from),
    ...figures.flatMap(({ read }) => (read.reads === 'open' ? [read.opened, read.closed] : [read.from])),
  ])
  if (events.size === 0)
    throw new SightlineError({
      code: 'no-event',
      what: 'The project defines no event, so there is nothing to publish or to count.',
      value: name,
      next: 'Define one with event(…) and list it: docs/definitions.md, Event.',
    })
  const readers = new Map([...events].map((event) => [event.name, new EventReader(event, rollups)]))
  return { project: keyspaceOf(project), readers, rollups, figures }
}
