import type { Event } from '../define/realtime/event.ts'
import type { LiveFigure, LiveMeasure, LiveRead } from '../define/realtime/live-figure.ts'
import { bucketLength, bucketOf } from '../rollups/bucket.ts'
import { withEvent } from '../rollups/measured.ts'
import type { EventValues } from '../rollups/read-event.ts'
import type { ShardKeys } from './stream-keys.ts'

/** How an amount gets into a hash. */
type Operation = 'add' | 'add float' | 'min' | 'max' | 'opened' | 'closed'

interface Change {
  readonly operation: Operation
  amount: number
}

/** What happened to the readers of some topics: how many events, and what their numbers add up to. */
export interface Update {
  readonly event: string
  readonly topics: Readonly<Record<string, string>>
  count: number
  readonly sums: Record<string, number>
}

/** Something that could not be counted, and why. */
export interface DeadLetter {
  readonly reason: string
  readonly event: string
}

/** What some entries change in the live figures of a shard, and what readers are told of them. */
export class LiveChunk {
  readonly dead: DeadLetter[] = []
  readonly #keys: ShardKeys
  readonly #figures: readonly LiveFigure[]
  readonly #now: number
  readonly #hashes = new Map<string, { readonly ttl: number; readonly changes: Map<string, Change> }>()
  readonly #updates = new Map<string, Update>()

  constructor(keys: ShardKeys, figures: readonly LiveFigure[], now: number) {
    this.#keys = keys
    this.#figures = figures
    this.#now = now
  }

  count(event: Event, time: number, values: EventValues): void {
    for (const { name, read } of this.#figures) {
      if (read.reads === 'open') this.#countOpen(name, read, event, time, values)
      else if (read.from.name === event.name) this.#countMeasures(name, read, time, values)
    }
    this.#tell(event, values)
  }

  /** What readers are told, empty where nothing happened. */
  get updates(): readonly Update[] {
    return [...this.#updates.values()]
  }

  /** The keys, how long each lives, and what changes in them: the arguments of the script. */
  script(): { keys: string[]; ttls: string[]; changes: string[] } {
    const entries = [...this.#hashes]
    return {
      keys: entries.map(([key]) => key),
      ttls: entries.map(([, { ttl }]) => String(ttl)),
      changes: entries.flatMap(([, hash], place) =>
        [...hash.changes].flatMap(([name, { operation, amount }]) => [
          operation,
          String(place),
          name,
          String(amount),
        ]),
      ),
    }
  }

  #countMeasures(
    name: string,
    { from, over, by, measures }: Exclude<LiveRead, { reads: 'open' }>,
    time: number,
    values: EventValues,
  ): void {
    const length = bucketLength(over.per)
    const bucket = bucketOf(over.per, time)
    if (bucket + over.last * length < this.#now) return
    const ttl = Math.ceil(((over.last + 1) * length) / 1000) + 3600
    const hash = this.#hash(this.#keys.figure(name, bucket), ttl)
    let place = 0
    for (const measure of Object.values(measures)) {
      const field = by === undefined ? String(place) : `${place}:${values[by]}`
      const found = hash.get(field)
      const amount = Number(withEvent(measure, found?.amount ?? null, values))
      if (found) found.amount = amount
      else hash.set(field, { operation: operationOf(measure, from), amount })
      place++
    }
  }

  #countOpen(
    name: string,
    { opened, closed, key }: Extract<LiveRead, { reads: 'open' }>,
    event: Event,
    time: number,
    values: EventValues,
  ): void {
    if (event.name !== opened.name && event.name !== closed.name) return
    const hash = this.#hash(this.#keys.figure(name, 'open'), 0)
    const operation = event.name === opened.name ? 'opened' : 'closed'
    const field = String(values[key])
    const found = hash.get(field)
    // Both within one chunk: nothing is open, whichever came first.
    if (found && found.operation !== operation) hash.delete(field)
    else hash.set(field, { operation, amount: time })
  }

  #hash(key: string, ttl: number): Map<string, Change> {
    const found = this.#hashes.get(key)
    if (found) return found.changes
    const changes = new Map<string, Change>()
    this.#hashes.set(key, { ttl, changes })
    return changes
  }

  #tell(event: Event, values: EventValues): void {
    let key = event.name
    for (const topic in event.topics) key += `\0${values[event.topics[topic] ?? '']}`
    const update = this.#updates.get(key) ?? newUpdate(event, values)
    this.#updates.set(key, update)
    update.count++
    for (const name in update.sums) update.sums[name] = (update.sums[name] ?? 0) + Number(values[name])
  }
}

const operationOf = (measure: LiveMeasure, { fields }: Event): Operation => {
  if (measure.measure === 'min' || measure.measure === 'max') return measure.measure
  return measure.measure === 'sum' && fields[measure.field]?.type === 'number' ? 'add float' : 'add'
}

function newUpdate({ name, topics, fields }: Event, values: EventValues): Update {
  const numbers = Object.keys(fields).filter((one) => /^(integer|number)$/.test(fields[one]?.type ?? ''))
  return {
    event: name,
    topics: Object.fromEntries(
      Object.entries(topics).map(([topic, field]) => [topic, String(values[field])]),
    ),
    count: 0,
    sums: Object.fromEntries(numbers.map((one) => [one, 0])),
  }
}
