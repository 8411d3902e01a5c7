import type { Event } from '../define/realtime/event.ts'
import type { LiveFigure, LiveMeasure } from '../define/realtime/live-figure.ts'
import type { BucketLength } from '../define/realtime/rollup.ts'
import { bucketLength } from '../rollups/bucket.ts'
import { placeOf } from '../rollups/event-values.ts'
import { type Amount, placeMeasured } from '../rollups/measured.ts'
import type { ShardKeys } from './stream-keys.ts'

/** How an amount gets into a hash. */
type Operation = 'add' | 'add float' | 'min' | 'max' | 'opened' | 'closed'

/** A figure that measures events, with where its fields stand among their values. */
export interface MeasuresChange {
  readonly changes: 'measures'
  readonly name: string
  readonly keys: ShardKeys
  readonly from: Event
  readonly per: BucketLength
  /** Milliseconds from the beginning of a bucket until nobody looks at it any more. */
  readonly lasts: number
  /** Seconds for which a bucket is kept. */
  readonly ttl: number
  /** Where the field stands whose values are told apart; -1 where none are. */
  readonly by: number
  readonly measures: readonly LiveMeasure[]
  readonly measured: readonly number[]
  readonly buckets: Map<number, Map<string, Amount[]>>
}

/** A figure of what has begun and not ended. */
export interface OpenChange {
  readonly changes: 'open'
  readonly name: string
  readonly keys: ShardKeys
  readonly opened: Event
  readonly closed: Event
  readonly key: string
  readonly found: Map<string, { readonly operation: 'opened' | 'closed'; readonly time: number }>
}

/** What some events change in one figure. */
export type FigureChange = MeasuresChange | OpenChange

/** A figure in which nothing has changed yet. */
export function figureChange(keys: ShardKeys, { name, read }: LiveFigure): FigureChange {
  if (read.reads === 'open') {
    const { opened, closed, key } = read
    return { changes: 'open', name, keys, opened, closed, key, found: new Map() }
  }
  const { from, over, by } = read
  const length = bucketLength(over.per)
  const measures = Object.values(read.measures)
  return {
    changes: 'measures',
    name,
    keys,
    from,
    per: over.per,
    lasts: over.last * length,
    ttl: Math.ceil(((over.last + 1) * length) / 1000) + 3600,
    by: by === undefined ? -1 : placeOf(from, by),
    measures,
    measured: measures.map((measure) => placeMeasured(from, measure)),
    buckets: new Map(),
  }
}

/** A hash of Redis and what changes in it; it lives for ever where its time is 0. */
export interface HashChange {
  readonly key: string
  readonly ttl: number
  /** For each change the operation, the field and the amount. */
  readonly changes: readonly string[]
}

/** The hashes of a figure that change. */
export function hashesOf(change: FigureChange): HashChange[] {
  const { name, keys } = change
  if (change.changes === 'open') {
    const changes = [...change.found].flatMap(([field, { operation, time }]) => [
      operation,
      field,
      String(time),
    ])
    return changes.length === 0 ? [] : [{ key: keys.figure(name, 'open'), ttl: 0, changes }]
  }
  const { from, by, measures, ttl, buckets } = change
  const operations = measures.map((measure) => operationOf(measure, from))
  return [...buckets].map(([bucket, rows]) => ({
    key: keys.figure(name, bucket),
    ttl,
    changes: changesOf(rows, operations, by >= 0),
  }))
}

function changesOf(
  rows: ReadonlyMap<string, readonly Amount[]>,
  operations: readonly Operation[],
  hasKeys: boolean,
): string[] {
  const changes: string[] = []
  for (const [key, amounts] of rows)
    for (let place = 0; place < operations.length; place++)
      changes.push(
        operations[place] ?? 'add',
        hasKeys ? `${place}:${key}` : String(place),
        String(amounts[place]),
      )
  return changes
}

const operationOf = (measure: LiveMeasure, { fields }: Event): Operation => {
  if (measure.measure === 'min' || measure.measure === 'max') return measure.measure
  return measure.measure === 'sum' && fields[measure.field]?.type === 'number' ? 'add float' : 'add'
}
