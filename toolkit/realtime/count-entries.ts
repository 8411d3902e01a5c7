import type { EventReader, ReadEvent } from '../rollups/read-event.ts'
import type { RollupRows } from '../rollups/rollup-rows.ts'
import type { StreamCatalogue } from './catalogue.ts'
import type { Entry } from './entry.ts'
import type { LiveChunk } from './live-chunk.ts'
import type { RecentKeys } from './recent-keys.ts'
import { addedAt, compareIds } from './stream-id.ts'

/** Where the events of entries are counted, each behind the entry up to which they are counted there. */
export interface Counted {
  readonly recent: RecentKeys
  readonly rows: RollupRows
  readonly rowsFrom: string
  readonly live: LiveChunk
  readonly liveFrom: string
}

/** Counts the events of some entries; what does not fit its definition becomes a dead letter. */
export function countEntries(
  { readers }: Pick<StreamCatalogue, 'readers'>,
  entries: readonly Entry[],
  { recent, rows, rowsFrom, live, liveFrom }: Counted,
): void {
  for (const entry of entries) {
    const time = addedAt(entry.id)
    if (!recent.add(entry.key, time)) continue
    const intoRows = compareIds(entry.id, rowsFrom) > 0
    const intoLive = compareIds(entry.id, liveFrom) > 0
    const events = list(entry.events)
    const ids = entry.ids === undefined ? undefined : list(entry.ids)
    if (!events) {
      if (intoLive)
        live.dead.push({ reason: 'the entry is not one that a publisher wrote', event: entry.events })
      continue
    }
    for (const [place, stored] of events.entries()) {
      const id = ids?.[place]
      if (typeof id === 'string' && !recent.add(`id ${id}`, time)) continue
      const [name, version, values] = Array.isArray(stored) ? stored : []
      const reader = typeof name === 'string' ? readers.get(name) : undefined
      const read = reader ? readVersion(reader, version, values, time) : refuse(`there is no event ${name}`)
      if (!reader || !read.ok) {
        if (intoLive && !read.ok) live.dead.push({ reason: read.reason, event: JSON.stringify(stored) })
        continue
      }
      if (intoRows) rows.count(reader.event.name, read.time, read.values)
      if (intoLive) live.count(reader.event, read.time, read.values)
    }
  }
}

/** Remembers the keys of entries that are counted already. */
export function rememberEntries(recent: RecentKeys, entries: readonly Entry[]): void {
  for (const { id, key, ids } of entries) {
    const time = addedAt(id)
    if (!recent.add(key, time) || ids === undefined) continue
    for (const one of list(ids) ?? []) if (typeof one === 'string') recent.add(`id ${one}`, time)
  }
}

const refuse = (reason: string): ReadEvent => ({ ok: false, reason })

function readVersion(reader: EventReader, version: unknown, values: unknown, now: number): ReadEvent {
  const { event } = reader
  if (version !== event.version)
    return refuse(`${event.name} has version ${version}, and version ${event.version} is known`)
  return reader.read(values, now)
}

function list(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
