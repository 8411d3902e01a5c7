import type { Reply } from '../redis/redis.ts'
import type { EventValues } from '../rollups/read-event.ts'

/** One event as it is kept in a stream: its name, its version and its values. */
export type StoredEvent = readonly [name: string, version: number, values: EventValues]

/** What is added to a stream at once. */
export interface Batch {
  /** The same when it is sent again. */
  readonly key: string
  readonly events: readonly StoredEvent[]
  /** The ids that publishers gave, in the places of their events. */
  readonly ids: readonly (string | null)[] | undefined
}

/** A batch in its place in the stream. */
export interface Entry {
  readonly id: string
  readonly key: string
  /** JSON of a list of stored events. */
  readonly events: string
  /** JSON of a list of ids. */
  readonly ids: string | undefined
}

/** The fields of an entry. */
export function entryFields({ key, events, ids }: Batch): string[] {
  const fields = ['k', key, 'e', JSON.stringify(events)]
  return ids ? [...fields, 'i', JSON.stringify(ids)] : fields
}

/** Entries as XRANGE answers them. */
export function readEntries(reply: Reply): Entry[] {
  if (!Array.isArray(reply)) return []
  return reply.map((one): Entry => {
    const [id = '', fields = []] = Array.isArray(one) ? one : []
    const named = fieldsOf(fields)
    return { id: String(id), key: named.get('k') ?? '', events: named.get('e') ?? '', ids: named.get('i') }
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
