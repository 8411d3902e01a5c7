import type { ClientBase } from 'pg'
import type { FieldType } from '../define/realtime/event-field.ts'
import type { Occurrence } from '../define/realtime/occurrence.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { place } from '../release/project-index.ts'
import { EventReader, type ReadEvent } from '../rollups/read-event.ts'
import { RollupRows } from '../rollups/rollup-rows.ts'
import { writeAllRollups } from '../rollups/write-rollups.ts'

/**
 * Counts the events of a proof into the roll-ups, as a worker does that reads them at this moment.
 *
 * @throws SightlineError for an event that does not fit its definition, or that no roll-up counts
 */
export async function countEvents(
  client: ClientBase,
  events: readonly Occurrence[],
  { rollups, now }: { readonly rollups: readonly Rollup[]; readonly now: Date },
): Promise<void> {
  if (events.length === 0) return
  const counted = new RollupRows(rollups)
  for (const event of events) {
    requireCounted(event, rollups)
    const read = readOccurrence(event, { rollups, now })
    if (!read.ok) throw refused(event, read.reason)
    counted.count(event.event.name, read.time, read.values)
  }
  await writeAllRollups(client, rollups, counted, now.getTime())
}

/** What stands in a field of which a proof does not speak, by its type. */
const defaults: Readonly<Record<FieldType, (name: string, now: Date) => unknown>> = {
  text: (name) => name,
  integer: () => 0,
  number: () => 0,
  boolean: () => false,
  time: (_, now) => now,
}

function readOccurrence(
  { event, data }: Occurrence,
  { rollups, now }: { readonly rollups: readonly Rollup[]; readonly now: Date },
): ReadEvent {
  const left = Object.entries(event.fields).filter(([name]) => data[name] === undefined)
  const made = left.map(([name, { type }]) => [name, defaults[type](name, now)])
  return new EventReader(event, rollups).read({ ...data, ...Object.fromEntries(made) }, now.getTime())
}

function requireCounted(given: Occurrence, rollups: readonly Rollup[]): void {
  const { event } = given
  if (rollups.some(({ from }) => from.name === event.name)) return
  throw new SightlineError({
    code: 'unlisted-definition',
    what: `A proof gives an event ${event.name}, which no roll-up of the project counts.`,
    value: event.name,
    ...place(given),
    next: 'Add the roll-up that counts it to `definitions` in sightline.config.ts.',
  })
}

const refused = (given: Occurrence, reason: string): SightlineError =>
  new SightlineError({
    code: 'given-event-refused',
    what: `An event ${given.event.name} that is given does not fit its definition: ${reason}.`,
    value: JSON.stringify(given.data),
    ...place(given),
    next: 'Correct the event, or its definition.',
  })
