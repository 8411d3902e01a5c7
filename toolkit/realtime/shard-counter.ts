import { setTimeout as wait } from 'node:timers/promises'
import type { Redis } from '../redis/redis.ts'
import { RollupRows } from '../rollups/rollup-rows.ts'
import { appliedId, applyLive } from './apply-live.ts'
import type { StreamCatalogue } from './catalogue.ts'
import { countEntries, rememberEntries } from './count-entries.ts'
import { type Entry, readEntries, readStream } from './entry.ts'
import type { CountedShard } from './flush.ts'
import type { Lease } from './leases.ts'
import { LiveChunk } from './live-chunk.ts'
import { RecentKeys } from './recent-keys.ts'
import { addedAt, compareIds, earlierId, laterId } from './stream-id.ts'
import { ShardKeys } from './stream-keys.ts'

export interface CountingOptions {
  /** Milliseconds within which an event that comes again counts once. */
  readonly dedupeWindow: number
  /** Entries that are read at once. */
  readonly entries: number
  /** Milliseconds between two looks at a stream that had nothing new. */
  readonly idle: number
  /** Events that may be counted and not written yet; reading waits above that. */
  readonly mostUnwritten: number
}

/** Counts the events of one shard that a worker has. */
export class ShardCounter {
  readonly lease: Lease
  readonly keys: ShardKeys
  /** Events that were counted since it began. */
  counted = 0
  readonly #catalogue: StreamCatalogue
  readonly #redis: Redis
  readonly #options: CountingOptions
  readonly #recent: RecentKeys
  #rows: RollupRows
  /** What was taken to be written, until it is. */
  #taken: CountedShard | undefined
  #written: string
  #position: string
  #applied = ''
  #isStopping = false
  #stop = new AbortController()
  #run: Promise<void> = Promise.resolve()
  isLost = false

  constructor(catalogue: StreamCatalogue, redis: Redis, lease: Lease, options: CountingOptions) {
    this.lease = lease
    this.keys = new ShardKeys(catalogue.project, lease.shard)
    this.#catalogue = catalogue
    this.#redis = redis
    this.#options = options
    this.#recent = new RecentKeys(options.dedupeWindow)
    this.#rows = new RollupRows(catalogue.rollups)
    this.#written = lease.lastId
    this.#position = lease.lastId
  }

  /** Counts until it is stopped or somebody else has the shard. */
  start(onProblem: (error: unknown) => void): void {
    this.#run = this.#count(onProblem)
  }

  /** Stops reading; what was read is counted to the end. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.#stop.abort()
    await this.#run
  }

  /** What there is to write: what an attempt before could not write, or what was counted since. */
  take(): CountedShard | undefined {
    if (this.#taken || this.isLost) return this.#taken
    const [from, to] = [this.#written, laterId(this.#position, this.#written)]
    if (from === to) return undefined
    const { shard, fence } = this.lease
    this.#taken = { shard, fence, from, to, rows: this.#rows }
    this.#rows = new RollupRows(this.#catalogue.rollups)
    return this.#taken
  }

  /** Whether more was counted than is written. */
  get isBehind(): boolean {
    return this.#taken !== undefined || compareIds(this.#position, this.#written) > 0
  }

  /** What was taken is written: entries that were read long ago and nobody needs are removed. */
  async noteWritten(history: number): Promise<void> {
    if (this.#taken) this.#written = this.#taken.to
    this.#taken = undefined
    const needed = earlierId(this.#written, this.#applied)
    const oldest = Math.min(addedAt(needed), Date.now() - Math.max(history, 2 * this.#options.dedupeWindow))
    if (oldest > 0)
      await this.#redis.command(this.keys.events, 'XTRIM', this.keys.events, 'MINID', '~', `${oldest}-0`)
  }

  async #count(onProblem: (error: unknown) => void): Promise<void> {
    let isReady = false
    while (!this.#isStopping && !this.isLost) {
      try {
        if (!isReady) await this.#prepare()
        isReady = true
        const unwritten = this.#rows.events + (this.#taken?.rows.events ?? 0)
        const entries = unwritten > this.#options.mostUnwritten ? [] : await this.#read()
        if (entries.length > 0) await this.#countThese(entries, onProblem)
        else await this.#rest(this.#options.idle)
      } catch (error) {
        onProblem(error)
        await this.#rest(200)
      }
    }
  }

  /** Where live figures are behind the roll-ups, or before them, entries are read again for those alone. */
  async #prepare(): Promise<void> {
    this.#applied = await appliedId(this.#redis, this.keys)
    const start = earlierId(this.#applied, this.#written)
    await this.#remember(start)
    this.#position = start
  }

  async #remember(until: string): Promise<void> {
    let from = `${this.#recent.since(addedAt(until))}-0`
    for (;;) {
      const entries = readEntries(
        await this.#redis.command(
          this.keys.events,
          'XRANGE',
          this.keys.events,
          from,
          until,
          'COUNT',
          String(this.#options.entries),
        ),
      )
      rememberEntries(this.#recent, entries)
      const last = entries.at(-1)
      if (!last || entries.length < this.#options.entries) return
      from = `(${last.id}`
    }
  }

  async #read(): Promise<Entry[]> {
    const { entries } = this.#options
    return readStream(
      await this.#redis.command(
        this.keys.events,
        'XREAD',
        'COUNT',
        String(entries),
        'STREAMS',
        this.keys.events,
        this.#position,
      ),
    )
  }

  async #countThese(entries: readonly Entry[], onProblem: (error: unknown) => void): Promise<void> {
    const to = entries.at(-1)?.id ?? this.#position
    const live = new LiveChunk(this.keys, this.#catalogue.figures, Date.now())
    const before = this.#rows.events
    countEntries(this.#catalogue, entries, {
      recent: this.#recent,
      rows: this.#rows,
      rowsFrom: this.#written,
      live,
      liveFrom: this.#applied,
    })
    this.counted += this.#rows.events - before
    // From here on it may be written: the rows and the position belong together.
    this.#position = to
    if (compareIds(to, this.#applied) > 0) await this.#apply(live, to, onProblem)
  }

  /** Until it is known that it was applied, or that somebody else has the shard. */
  async #apply(live: LiveChunk, to: string, onProblem: (error: unknown) => void): Promise<void> {
    const from = this.#applied
    for (;;) {
      try {
        const isApplied = await applyLive(this.#redis, this.keys, live, { from, to })
        // An attempt whose answer was lost may have been the one that did it.
        if (!isApplied && (await appliedId(this.#redis, this.keys)) !== to) this.isLost = true
        this.#applied = to
        return
      } catch (error) {
        // Whoever has the shard next reads again from where live figures are.
        if (this.#isStopping) return
        onProblem(error)
        await this.#rest(100)
      }
    }
  }

  async #rest(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: this.#stop.signal }).catch(() => {})
  }
}
