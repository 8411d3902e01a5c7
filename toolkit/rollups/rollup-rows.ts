import type { Measure } from '../define/realtime/measure.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import { bucketOf } from './bucket.ts'
import { type EventValue, type EventValues, placeOf } from './event-values.ts'
import { type Amount, bothAmounts, nothingMeasured, placeMeasured, withEvent } from './measured.ts'

/** What was counted into one row of a roll-up. */
export interface CountedRow {
  /** When its bucket begins, in milliseconds. */
  readonly bucket: number
  readonly dimensions: readonly EventValue[]
  readonly amounts: Amount[]
}

/** A roll-up with where its fields stand among the values of its event, and its rows by bucket and dimensions. */
interface Counting {
  readonly rollup: Rollup
  readonly by: readonly number[]
  readonly measures: readonly Measure[]
  readonly measured: readonly number[]
  readonly buckets: Map<number, Map<string, CountedRow>>
}

/** What was counted into each row of some roll-ups, until it is written. */
export class RollupRows {
  readonly #rollups: readonly Rollup[]
  readonly #countings: readonly Counting[]
  readonly #byEvent = new Map<string, readonly Counting[]>()
  events = 0

  constructor(rollups: readonly Rollup[]) {
    this.#rollups = rollups
    this.#countings = rollups.map(countingOf)
    for (const counting of this.#countings) {
      const { name } = counting.rollup.from
      this.#byEvent.set(name, [...(this.#byEvent.get(name) ?? []), counting])
    }
  }

  /** Counts one event of a kind, which happened at a time. */
  count(event: string, time: number, values: EventValues): void {
    this.events++
    for (const counting of this.#byEvent.get(event) ?? []) {
      const { measures, measured } = counting
      const { amounts } = rowOf(counting, bucketOf(counting.rollup.per, time), values)
      for (let place = 0; place < measures.length; place++) {
        const measure = measures[place]
        if (measure)
          amounts[place] = withEvent(measure, amounts[place] ?? null, values[measured[place] ?? -1])
      }
    }
  }

  /** Takes over what another has counted. */
  add(other: RollupRows): void {
    this.events += other.events
    for (const [place, { measures, buckets }] of this.#countings.entries())
      for (const [bucket, rows] of other.#countings[place]?.buckets ?? []) {
        const own = rowsIn(buckets, bucket)
        for (const [key, row] of rows) {
          const found = own.get(key)
          if (!found) own.set(key, row)
          else
            for (const [at, measure] of measures.entries())
              found.amounts[at] = bothAmounts(measure, found.amounts[at] ?? null, row.amounts[at] ?? null)
        }
      }
  }

  /** Those of buckets that begin at a moment or later. */
  since(time: number): RollupRows {
    const later = new RollupRows(this.#rollups)
    later.events = this.events
    for (const [place, { buckets }] of this.#countings.entries())
      for (const [bucket, rows] of buckets)
        if (bucket >= time) later.#countings[place]?.buckets.set(bucket, rows)
    return later
  }

  /** The rows of a roll-up in the order of their keys, which is the order in which everybody locks them. */
  rowsOf(rollup: Rollup): CountedRow[] {
    const buckets = [...(this.#countings.find((one) => one.rollup === rollup)?.buckets ?? [])]
    return buckets
      .sort(([a], [b]) => a - b)
      .flatMap(([, rows]) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row))
  }
}

function countingOf(rollup: Rollup): Counting {
  const measures = Object.values(rollup.measures)
  return {
    rollup,
    by: rollup.by.map((field) => placeOf(rollup.from, field)),
    measures,
    measured: measures.map((measure) => placeMeasured(rollup.from, measure)),
    buckets: new Map(),
  }
}

function rowsIn(buckets: Counting['buckets'], bucket: number): Map<string, CountedRow> {
  const found = buckets.get(bucket)
  if (found) return found
  const rows = new Map<string, CountedRow>()
  buckets.set(bucket, rows)
  return rows
}

function rowOf({ by, measures, buckets }: Counting, bucket: number, values: EventValues): CountedRow {
  const rows = rowsIn(buckets, bucket)
  const key = keyOf(by, values)
  const found = rows.get(key)
  if (found) return found
  const dimensions = by.map((place) => values[place] ?? '')
  const row = { bucket, dimensions, amounts: measures.map(nothingMeasured) }
  rows.set(key, row)
  return row
}

/** One text for some values; no text has the character 0. */
export function keyOf(places: readonly number[], values: EventValues): string {
  let key = String(values[places[0] ?? -1] ?? '')
  for (let at = 1; at < places.length; at++) key += `\0${values[places[at] ?? -1]}`
  return key
}
