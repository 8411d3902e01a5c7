import type { Event } from '../define/realtime/event.ts'
import type { LiveFigure } from '../define/realtime/live-figure.ts'
import { bucketOf } from '../rollups/bucket.ts'
import { type EventValues, placeOf } from '../rollups/event-values.ts'
import { type Amount, nothingMeasured, withEvent } from '../rollups/measured.ts'
import { keyOf } from '../rollups/rollup-rows.ts'
import {
  type FigureChange,
  figureChange,
  type HashChange,
  hashesOf,
  type MeasuresChange,
  type OpenChange,
} from './figure-change.ts'
import type { ShardKeys } from './stream-keys.ts'

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

/** What the events of one kind change. */
interface EventChange {
  readonly event: Event
  readonly measured: readonly MeasuresChange[]
  readonly open: readonly OpenChange[]
  /** Where the fields of its topics stand among its values; -1 where it has none. */
  readonly firstTopic: number
  readonly otherTopics: readonly number[]
  readonly numbers: readonly (readonly [name: string, place: number])[]
  /** By the value of the first topic, and by those of the others. */
  readonly updates: Map<string, Map<string, Update>>
}

/** What some entries change in the live figures of a shard, and what readers are told of them. */
export class LiveChunk {
  readonly dead: DeadLetter[] = []
  readonly #now: number
  readonly #figures: readonly FigureChange[]
  readonly #byEvent = new Map<Event, EventChange>()

  constructor(keys: ShardKeys, figures: readonly LiveFigure[], now: number) {
    this.#now = now
    this.#figures = figures.map((figure) => figureChange(keys, figure))
  }

  count(event: Event, time: number, values: EventValues): void {
    const change = this.#byEvent.get(event) ?? this.#changeOf(event)
    for (const one of change.open) countOpen(one, event, time, values)
    for (const one of change.measured) {
      const bucket = bucketOf(one.per, time)
      if (bucket + one.lasts >= this.#now) countMeasures(one, bucket, values)
    }
    tell(change, values)
  }

  /** What readers are told, empty where nothing happened. */
  get updates(): readonly Update[] {
    return [...this.#byEvent.values()].flatMap(({ updates }) =>
      [...updates.values()].flatMap((some) => [...some.values()]),
    )
  }

  /** The hashes of Redis that change. */
  changes(): HashChange[] {
    return this.#figures.flatMap(hashesOf)
  }

  #changeOf(event: Event): EventChange {
    const change = eventChange(event, this.#figures)
    this.#byEvent.set(event, change)
    return change
  }
}

function eventChange(event: Event, figures: readonly FigureChange[]): EventChange {
  const { fields, topics } = event
  const numbers = Object.keys(fields).filter((one) => /^(integer|number)$/.test(fields[one]?.type ?? ''))
  const [first = -1, ...others] = Object.values(topics).map((field) => placeOf(event, field))
  return {
    event,
    measured: figures
      .filter((one) => one.changes === 'measures')
      .filter(({ from }) => from.name === event.name),
    open: figures
      .filter((one) => one.changes === 'open')
      .filter(({ opened, closed }) => opened.name === event.name || closed.name === event.name),
    firstTopic: first,
    otherTopics: others,
    numbers: numbers.map((name) => [name, placeOf(event, name)]),
    updates: new Map(),
  }
}

function countMeasures(
  { by, measures, measured, buckets }: MeasuresChange,
  bucket: number,
  values: EventValues,
): void {
  const rows = buckets.get(bucket) ?? new Map<string, Amount[]>()
  if (rows.size === 0) buckets.set(bucket, rows)
  const key = by < 0 ? '' : String(values[by])
  const amounts = rows.get(key) ?? measures.map(nothingMeasured)
  if (!rows.has(key)) rows.set(key, amounts)
  for (let place = 0; place < measures.length; place++) {
    const measure = measures[place]
    if (measure) amounts[place] = withEvent(measure, amounts[place] ?? null, values[measured[place] ?? -1])
  }
}

function countOpen(
  { opened, key, found }: OpenChange,
  event: Event,
  time: number,
  values: EventValues,
): void {
  const operation = event.name === opened.name ? 'opened' : 'closed'
  const field = String(values[placeOf(event, key)])
  const other = found.get(field)
  // Both within one chunk: nothing is open, whichever came first.
  if (other && other.operation !== operation) found.delete(field)
  else found.set(field, { operation, time })
}

function tell({ event, firstTopic, otherTopics, numbers, updates }: EventChange, values: EventValues): void {
  const first = String(values[firstTopic] ?? '')
  const rest = otherTopics.length === 0 ? '' : keyOf(otherTopics, values)
  const some = updates.get(first) ?? new Map<string, Update>()
  if (some.size === 0) updates.set(first, some)
  const found = some.get(rest)
  const update = found ?? newUpdate(event, numbers, values)
  if (!found) some.set(rest, update)
  update.count++
  for (const [name, place] of numbers) update.sums[name] = (update.sums[name] ?? 0) + Number(values[place])
}

function newUpdate(
  { name, fields, topics }: Event,
  numbers: EventChange['numbers'],
  values: EventValues,
): Update {
  const names = Object.keys(fields)
  return {
    event: name,
    topics: Object.fromEntries(
      Object.entries(topics).map(([topic, field]) => [topic, String(values[names.indexOf(field)])]),
    ),
    count: 0,
    sums: Object.fromEntries(numbers.map(([one]) => [one, 0])),
  }
}
