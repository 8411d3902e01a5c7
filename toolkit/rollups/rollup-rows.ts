import type { Rollup } from '../define/realtime/rollup.ts'
import { bucketOf } from './bucket.ts'
import { type Amount, bothAmounts, nothingMeasured, withEvent } from './measured.ts'
import type { EventValues } from './read-event.ts'

/** What was counted into one row of a roll-up. */
export interface CountedRow {
  /** When its bucket begins, in milliseconds. */
  readonly bucket: number
  readonly dimensions: readonly (string | number | boolean)[]
  readonly amounts: Amount[]
}

/** What was counted into each row of some roll-ups, until it is written. */
export class RollupRows {
  readonly #rollups: readonly Rollup[]
  readonly #byEvent = new Map<string, readonly Rollup[]>()
  readonly #rows = new Map<Rollup, Map<string, CountedRow>>()
  events = 0

  constructor(rollups: readonly Rollup[]) {
    this.#rollups = rollups
    for (const rollup of rollups) {
      const others = this.#byEvent.get(rollup.from.name) ?? []
      this.#byEvent.set(rollup.from.name, [...others, rollup])
      this.#rows.set(rollup, new Map())
    }
  }

  /** Counts one event of a kind, which happened at a time. */
  count(event: string, time: number, values: EventValues): void {
    this.events++
    for (const rollup of this.#byEvent.get(event) ?? []) {
      const row = this.#rowOf(rollup, bucketOf(rollup.per, time), values)
      let place = 0
      for (const name in rollup.measures) {
        const measure = rollup.measures[name]
        if (measure) row.amounts[place] = withEvent(measure, row.amounts[place] ?? null, values)
        place++
      }
    }
  }

  /** Takes over what another has counted. */
  add(other: RollupRows): void {
    this.events += other.events
    for (const rollup of this.#rollups) {
      const own = this.#rows.get(rollup)
      for (const [key, row] of other.#rows.get(rollup) ?? []) {
        const found = own?.get(key)
        if (!found) own?.set(key, row)
        else
          for (const [place, measure] of Object.values(rollup.measures).entries())
            found.amounts[place] = bothAmounts(
              measure,
              found.amounts[place] ?? null,
              row.amounts[place] ?? null,
            )
      }
    }
  }

  /** Those of buckets that begin at a moment or later. */
  since(time: number): RollupRows {
    const later = new RollupRows(this.#rollups)
    later.events = this.events
    for (const [rollup, rows] of this.#rows)
      for (const [key, row] of rows) if (row.bucket >= time) later.#rows.get(rollup)?.set(key, row)
    return later
  }

  /** The rows of a roll-up in the order of their keys, which is the order in which everybody locks them. */
  rowsOf(rollup: Rollup): CountedRow[] {
    const rows = [...(this.#rows.get(rollup) ?? [])]
    return rows.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  }

  #rowOf(rollup: Rollup, bucket: number, values: EventValues): CountedRow {
    const { by, measures } = rollup
    let key = String(bucket)
    for (const name of by) key += `\0${values[name]}`
    const rows = this.#rows.get(rollup)
    const found = rows?.get(key)
    if (found) return found
    const row = {
      bucket,
      dimensions: by.map((name) => values[name] ?? ''),
      amounts: Object.values(measures).map(nothingMeasured),
    }
    rows?.set(key, row)
    return row
  }
}
