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
  for (const { id, key, groups, ids } of entries) {
    const time = addedAt(id)
    if (!recent.add(key, time)) continue
    const into = {
      rows: compareIds(id, rowsFrom) > 0 ? rows : undefined,
      live: compareIds(id, liveFrom) > 0 ? live : undefined,
    }
    const given = (ids === undefined ? undefined : list(ids)) ?? []
    const isNew = (one: unknown) => typeof one !== 'string' || recent.add(`id ${one}`, time)
    let place = 0
    for (const group of list(groups) ?? [groups]) {
      const [name, version, fields, events] = isList(group) ? group : []
      if (!isList(fields) || !isList(events)) {
        into.live?.dead.push({ reason: 'no publisher wrote this', event: JSON.stringify(group) })
        continue
      }
      const known = given.length === 0 ? events : events.filter((_, at) => isNew(given[place + at]))
      place += events.length
      countGroup(readers, { name, version, fields, events: known }, time, into)
    }
  }
}

/** The events of one name and version, each with its values in the order of the fields. */
interface Group {
  readonly name: unknown
  readonly version: unknown
  readonly fields: readonly unknown[]
  readonly events: readonly unknown[]
}

function countGroup(
  readers: StreamCatalogue['readers'],
  { name, version, fields, events }: Group,
  now: number,
  { rows, live }: { readonly rows: RollupRows | undefined; readonly live: LiveChunk | undefined },
): void {
  const reader = typeof name === 'string' ? readers.get(name) : undefined
  const read = reader
    ? readerOfVersion(reader, version, fields, now)
    : () => refuse(`there is no event ${name}`)
  for (const values of events) {
    const event = read(isList(values) ? values : [])
    if (!event.ok)
      live?.dead.push({ reason: event.reason, event: letter({ name, version, fields, events }, values) })
    else if (reader) {
      rows?.count(reader.event.name, event.time, event.values)
      live?.count(reader.event, event.time, event.values)
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

/** Reads the events of a group: in the order of their fields, which may be another than that of the definition by now. */
function readerOfVersion(
  reader: EventReader,
  version: unknown,
  fields: readonly unknown[],
  now: number,
): (values: readonly unknown[]) => ReadEvent {
  const { event } = reader
  if (version !== event.version)
    return () => refuse(`${event.name} has version ${version}, and version ${event.version} is known`)
  const isSame =
    fields.length === reader.fields.length && reader.fields.every((name, place) => fields[place] === name)
  return isSame
    ? (values) => reader.readValues(values, now)
    : (values) => reader.read(byName(fields, values), now)
}

const byName = (fields: readonly unknown[], values: readonly unknown[]) =>
  Object.fromEntries(fields.map((name, place) => [String(name), values[place]]))

/** An event as it stands in the dead letters: its name, its version and its values by their names. */
const letter = ({ name, version, fields }: Group, values: unknown): string =>
  JSON.stringify([name, version, isList(values) ? byName(fields, values) : values])

const isList = (value: unknown): value is unknown[] => Array.isArray(value)

function list(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isList(value) ? value : undefined
  } catch {
    return undefined
  }
}
