import type { LiveFigure, LiveRead, LiveRow } from '../define/realtime/live-figure.ts'
import type { Redis } from '../redis/redis.ts'
import { bucketLength, bucketOf } from '../rollups/bucket.ts'
import { fieldsOf } from './entry.ts'
import { ShardKeys } from './stream-keys.ts'

/** Reads live figures. */
export class FigureReader {
  readonly #redis: Redis
  readonly #shards: readonly ShardKeys[]

  constructor(redis: Redis, project: string, shards: number) {
    this.#redis = redis
    this.#shards = Array.from({ length: shards }, (_, shard) => new ShardKeys(project, shard))
  }

  /** What a figure is at a moment: now, unless said otherwise. */
  async read<Value>({ name, read }: LiveFigure<string, Value>, now = new Date()): Promise<Value> {
    if (read.reads === 'open') {
      const { days = 0, hours = 0, minutes = 0 } = read.within
      const since = now.getTime() - ((days * 24 + hours) * 60 + minutes) * 60_000
      const all = await Promise.all(this.#shards.map((keys) => this.#hash(keys.figure(name, 'open'))))
      const times = all.flatMap((hash) => [...hash.values()])
      return read.compute(times.filter((time) => !time.startsWith('-') && Number(time) >= since).length)
    }
    return read.compute(await this.#rows(name, read, now), now)
  }

  /** What was kept is added up over the shards and the buckets of the window. */
  async #rows(
    name: string,
    { over, by, measures }: Exclude<LiveRead, { reads: 'open' }>,
    now: Date,
  ): Promise<LiveRow[]> {
    const length = bucketLength(over.per)
    const latest = bucketOf(over.per, now.getTime())
    const buckets = Array.from({ length: over.last }, (_, back) => latest - back * length)
    const hashes = await Promise.all(
      this.#shards.flatMap((keys) => buckets.map((bucket) => this.#hash(keys.figure(name, bucket)))),
    )
    const names = Object.keys(measures)
    const rows = new Map<string, Record<string, number>>()
    for (const [field, value] of hashes.flatMap((hash) => [...hash])) {
      const colon = by === undefined ? field.length : field.indexOf(':')
      const measured = names[Number(field.slice(0, colon))]
      const kind = measured === undefined ? undefined : measures[measured]
      if (measured === undefined || kind === undefined) continue
      const key = field.slice(colon + 1)
      const row = rows.get(key) ?? {}
      rows.set(key, row)
      const [old, more] = [row[measured], Number(value)]
      const isExtreme = kind.measure === 'min' || kind.measure === 'max'
      row[measured] = old === undefined ? more : isExtreme ? extreme(kind.measure)(old, more) : old + more
    }
    return [...rows].map(([key, measured]) => ({ key, measured }))
  }

  async #hash(key: string): Promise<Map<string, string>> {
    return fieldsOf(await this.#redis.command(key, 'HGETALL', key))
  }
}

const extreme = (measure: string) => (measure === 'min' ? Math.min : Math.max)
