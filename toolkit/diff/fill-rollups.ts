import type { ClientBase } from 'pg'
import type { Project } from '../define/project.ts'
import type { Event } from '../define/realtime/event.ts'
import type { Occurrence, Simulation } from '../define/realtime/occurrence.ts'
import type { DesiredObject } from '../kinds/desired-object.ts'
import { countOccurrences } from '../local/count-simulation.ts'
import { liveDefinitions } from '../release/live/live-definitions.ts'
import { refreshView } from '../schedules/refresh-view.ts'
import type { ComparedRelease } from './compared-release.ts'
import { sideRollups } from './side-rollups.ts'

/** Counts what a project simulates into the roll-ups of a side. Returns the columns of those that it cannot fill. */
export async function fillRollups(
  client: ClientBase,
  release: ComparedRelease,
  {
    project,
    now,
    seed,
  }: { readonly project: Project | undefined; readonly now: Date; readonly seed: number },
): Promise<readonly string[]> {
  if (!project?.simulation) return []
  const { rollups, events, unfilled } = sideRollups(release, liveDefinitions(project.definitions))
  const simulation = asSideKnows(project.simulation, events)
  await countOccurrences(client, { simulation, rollups }, { now, seed })
  const filled = rollups.map(({ name }) => name)
  for (const view of storedViewsOver(release.desired.objects, filled)) await refreshView(client, view)
  return unfilled
}

/** The same happenings, with the events of a side and the fields that these have there. */
const asSideKnows = (simulation: Simulation, events: ReadonlyMap<string, Event>): Simulation =>
  function* (options): Iterator<Occurrence> {
    const happening = simulation(options)
    for (let next = happening.next(); !next.done; next = happening.next()) {
      const event = events.get(next.value.event.name)
      const data = Object.entries(next.value.data).filter(([field]) => event && field in event.fields)
      yield event ? { event, data: Object.fromEntries(data) } : next.value
    }
  }

/** Views whose rows are kept and come from some relations, in the order in which they need each other. */
function storedViewsOver(objects: readonly DesiredObject[], relations: readonly string[]): string[] {
  const reached = new Set(relations)
  for (const { name, dependsOn } of objects)
    if (dependsOn.some((needed) => reached.has(needed))) reached.add(name)
  return objects
    .filter(({ kind, name }) => reached.has(name) && /^(?:materialized|incremental) view$/.test(kind))
    .map(({ name }) => name)
}
