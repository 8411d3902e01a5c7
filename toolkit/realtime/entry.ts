import type { Event } from '../define/realtime/event.ts'
import type { Reply } from '../redis/redis.ts'
import type { EventValues } from '../rollups/read-event.ts'

/** One event as it is kept in a stream. */
export interface StoredEvent {
  readonly event: Event
  readonly values: EventValues
  /** The id that its publisher gave. */
  readonly id: string | undefined
}

/** A batch in its place in the stream. */
export interface Entry {
  readonly id: string
  /** The same when a batch was sent again. */
  readonly key: string
  /** JSON of a list of groups: the events of one name and version. */
  readonly groups: string
  /** JSON of a list of the ids that publishers gave, in the places of their events. */
  readonly ids: string | undefined
}

/**
 * The fields of an entry. Events of one kind stand together: their name, their version, the names of their fields, and
 * the values of each in that order, so that a name is written once for all.
 */
export function entryFields(key: string, events: readonly StoredEvent[]): string[] {
  const groups = new Map<Event, StoredEvent[]>()
  for (const one of events) {
    const group = groups.get(one.event)
    if (group) group.push(one)
    else groups.set(one.event, [one])
  }
  const written = [...groups].map(([{ name, version, fields }, group]) => [
    name,
    version,
    Object.keys(fields),
    group.map(({ values }) => values),
  ])
  const text = ['k', key, 'e', JSON.stringify(written)]
  if (!events.some(({ id }) => id !== undefined)) return text
  const ids = [...groups.values()].flatMap((group) => group.map(({ id }) => id ?? null))
  return [...text, 'i', JSON.stringify(ids)]
}

/** Entries as XRANGE answers them. */
export function readEntries(reply: Reply): Entry[] {
  if (!Array.isArray(reply)) return []
  return reply.map((one): Entry => {
    const [id = '', fields = []] = Array.isArray(one) ? one : []
    const named = fieldsOf(fields)
    return { id: String(id), key: named.get('k') ?? '', groups: named.get('e') ?? '', ids: named.get('i') }
  })
}

/** The fields of an entry by their names. */
export function fieldsOf(fields: Reply): Map<string, string> {
  const named = new Map<string, string>()
  if (!Array.isArray(fields)) return named
  for (let place = 0; place + 1 < fields.length; place += 2)
    named.set(String(fields[place]), String(fields[place + 1]))
  return named
}

/** The entries of each stream as XREAD answers them, for one stream. */
export const readStream = (reply: Reply): Entry[] => {
  if (!Array.isArray(reply)) return []
  const [stream] = reply
  return Array.isArray(stream) ? readEntries(stream[1] ?? null) : []
}
