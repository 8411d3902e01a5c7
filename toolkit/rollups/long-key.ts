import type { Event } from '../define/realtime/event.ts'
import type { FieldType } from '../define/realtime/event-field.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import { type EventValues, placeOf } from './event-values.ts'

/** The bytes of the largest row of an index of Postgres. */
const largestKey = 2704

/** What a column takes at most beside the bytes of a text: its length and what aligns it, or the value itself. */
const columnBytes = (type: FieldType): number => (type === 'text' ? 8 : 16)

/** The texts by which a roll-up tells its rows apart, and the bytes that its key has for them. */
interface KeyRoom {
  readonly rollup: string
  readonly names: readonly string[]
  readonly places: readonly number[]
  readonly room: number
}

/** Says of the events of one kind which are not counted since a roll-up has no room for what tells its rows apart. */
export function longKeys(
  event: Event,
  rollups: readonly Rollup[],
  mostBytes: number,
): (values: EventValues) => string | undefined {
  const rooms = rollups
    .filter(({ from }) => from.name === event.name)
    .map((rollup) => roomOf(event, rollup))
    .filter(({ names, room }) => names.length * mostBytes > room)
  return (values) => {
    for (const { rollup, names, places, room } of rooms) {
      const bytes = places.reduce((sum, place) => sum + Buffer.byteLength(String(values[place])), 0)
      if (bytes > room)
        return `${names.join(', ')} have ${bytes} bytes together, and a row of ${rollup} has room for ${room}`
    }
    return undefined
  }
}

function roomOf(event: Event, { name, by }: Rollup): KeyRoom {
  const typeOf = (field: string): FieldType => event.fields[field]?.type ?? 'text'
  const names = by.filter((field) => typeOf(field) === 'text')
  const others = by.reduce((sum, field) => sum + columnBytes(typeOf(field)), columnBytes('time'))
  return {
    rollup: name,
    names,
    places: names.map((field) => placeOf(event, field)),
    room: largestKey - 8 - others,
  }
}
