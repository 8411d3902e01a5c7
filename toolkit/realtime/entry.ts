import type { Reply } from '../redis/redis.ts'

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
