import type { ClientBase } from 'pg'
import type { Project } from '../define/project.ts'
import type { Event } from '../define/realtime/event.ts'
import type { Simulation } from '../define/realtime/occurrence.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import { isRollupDefinition } from '../kinds/rollup/rollup-kind.ts'
import { inTransaction } from '../postgres/client.ts'
import { EventReader } from '../rollups/read-event.ts'
import { refusedEvent } from '../rollups/refused-event.ts'
import { RollupRows } from '../rollups/rollup-rows.ts'
import { writeAllRollups } from '../rollups/write-rollups.ts'
import { relationName } from '../sql/relation-name.ts'

/** How long the simulation has been running when somebody looks at it, and how often something happens in it. */
const span = 2 * 3_600_000
const every = 200

/**
 * Counts a project's simulation of the last two hours into the roll-ups of a database of our own, in place of what was
 * counted there.
 *
 * @throws SightlineError where it yields an event that does not fit its definition
 */
export async function countSimulation(
  client: ClientBase,
  { simulation, definitions }: Pick<Project, 'simulation' | 'definitions'>,
  { now, seed }: { readonly now: Date; readonly seed: number },
): Promise<void> {
  if (simulation)
    await countOccurrences(
      client,
      { simulation, rollups: definitions.filter(isRollupDefinition) },
      { now, seed },
    )
}

/** The same into some roll-ups. */
export async function countOccurrences(
  client: ClientBase,
  { simulation, rollups }: { readonly simulation: Simulation; readonly rollups: readonly Rollup[] },
  { now, seed }: { readonly now: Date; readonly seed: number },
): Promise<void> {
  if (rollups.length === 0) return
  const counted = new RollupRows(rollups)
  const readers = new Map<Event, EventReader>()
  let time = now.getTime() - span
  const happening = simulation({ seed, now: () => new Date(time) })
  for (; time < now.getTime(); time += every) {
    const { value, done } = happening.next()
    if (done) break
    const reader = readers.get(value.event) ?? new EventReader(value.event, rollups)
    readers.set(value.event, reader)
    const read = reader.read(value.data, time)
    if (!read.ok) throw refusedEvent(value.event, read.reason)
    counted.count(value.event.name, read.time, read.values)
  }
  await inTransaction(client, async () => {
    await client.query(`truncate ${rollups.map(({ name }) => relationName(name).sql).join(', ')}`)
    await writeAllRollups(client, rollups, counted, now.getTime())
  })
}
