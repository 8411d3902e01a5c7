import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Project } from '../define/project.ts'
import { migrate } from '../migrations/migrate.ts'
import { openPool } from '../postgres/session.ts'
import { openRedis, type Redis } from '../redis/redis.ts'
import { type StreamCatalogue, streamCatalogue } from './catalogue.ts'
import { keepRefused } from './dead-letters.ts'
import { type CountedShard, flushShards } from './flush.ts'
import {
  fairShare,
  forgetWorker,
  type LeaseHolder,
  prepareShards,
  releaseShard,
  renewLeases,
  takeShards,
} from './leases.ts'
import { keepPartitions } from './partitions.ts'
import { requireRollups } from './require-rollups.ts'
import { ShardCounter } from './shard-counter.ts'
import { agreeOnShards } from './shards.ts'
import { ShardKeys } from './stream-keys.ts'
import { Ticker } from './ticker.ts'

export interface StreamWorkerOptions {
  readonly database: string
  readonly redis: string
  /** Into how many shards a new stream is cut; 4 unless said otherwise. */
  readonly shards?: number | undefined
  /** Milliseconds between two writings; 5,000 unless said otherwise. */
  readonly flushEvery?: number | undefined
  /** Milliseconds for which a shard is kept without a sign of life; 10,000 unless said otherwise. */
  readonly lease?: number | undefined
  /** Milliseconds for which events stay in the stream after they were counted, to be counted again; an hour unless said otherwise. */
  readonly history?: number | undefined
  /** Milliseconds within which an event that comes again counts once; a minute unless said otherwise. */
  readonly dedupeWindow?: number | undefined
  readonly onProblem?: (message: string) => void
  /** Told whenever roll-ups have changed. */
  readonly onWritten?: () => void
}

/** A worker that counts events. */
export interface StreamWorker {
  readonly name: string
  /** The shards that it has now. */
  readonly shards: readonly number[]
  /** How many events it counted. */
  readonly counted: number
  /** Writes what was counted, lets go of its shards and ends. */
  stop(): Promise<void>
}

/**
 * Counts the events of a project into its roll-ups and live figures; several workers share the shards.
 *
 * @example const worker = await startStreamWorker(project, { database: url, redis: 'redis://127.0.0.1:6379' })
 */
export async function startStreamWorker(
  project: Project,
  options: StreamWorkerOptions,
): Promise<StreamWorker> {
  const catalogue = streamCatalogue(project)
  const onProblem = options.onProblem ?? (() => {})
  const redis = await openRedis(options.redis, { onProblem })
  const pool = openPool(options.database, { max: 3, connectionTimeoutMillis: 5000 })
  try {
    await requireRollups(pool, catalogue.rollups)
    const client = await pool.connect()
    try {
      await migrate(client)
      const shards = await agreeOnShards(redis, catalogue.project, options.shards)
      await prepareShards(client, catalogue.project, shards)
      const running = new RunningWorker(catalogue, redis, pool, shards, options)
      await keepPartitions(pool, catalogue.rollups)
      await running.start()
      return running
    } finally {
      client.release()
    }
  } catch (error) {
    await redis.close()
    await pool.end()
    throw error
  }
}

class RunningWorker implements StreamWorker {
  readonly #catalogue: StreamCatalogue
  readonly #redis: Redis
  readonly #pool: Pool
  readonly #count: number
  readonly #holder: LeaseHolder
  readonly #options: StreamWorkerOptions
  readonly #counters = new Map<number, ShardCounter>()
  readonly #tickers: readonly Ticker[]
  #gone = 0
  #seen = { counted: 0, at: Date.now() }

  constructor(
    catalogue: StreamCatalogue,
    redis: Redis,
    pool: Pool,
    shards: number,
    options: StreamWorkerOptions,
  ) {
    this.#catalogue = catalogue
    this.#redis = redis
    this.#pool = pool
    this.#count = shards
    this.#options = options
    const lease = options.lease ?? 10_000
    this.#holder = { project: catalogue.project, worker: randomUUID().slice(0, 8), lease }
    this.#tickers = [
      new Ticker(lease / 4, () => this.#lease(), this.#problem),
      new Ticker(options.flushEvery ?? 5000, () => this.#flush(), this.#problem),
      new Ticker(3_600_000, () => keepPartitions(pool, catalogue.rollups), this.#problem),
    ]
  }

  get name(): string {
    return this.#holder.worker
  }

  get shards(): readonly number[] {
    return [...this.#counters.keys()].sort((a, b) => a - b)
  }

  get counted(): number {
    return [...this.#counters.values()].reduce((sum, { counted }) => sum + counted, this.#gone)
  }

  async start(): Promise<void> {
    await this.#lease()
    for (const ticker of this.#tickers) ticker.start()
  }

  async stop(): Promise<void> {
    for (const ticker of this.#tickers) await ticker.stop()
    const counters = [...this.#counters.values()]
    await Promise.all(counters.map((counter) => counter.stop()))
    try {
      // Once for what an attempt before could not write, and once for what was counted since.
      for (let round = 0; round < 2; round++)
        if (counters.some(({ isBehind }) => isBehind)) await this.#flush()
      for (const { lease } of counters) await releaseShard(this.#pool, this.#holder, lease)
      await forgetWorker(this.#pool, this.#holder)
    } catch (error) {
      this.#problem(error)
    }
    await this.#redis.close()
    await this.#pool.end()
  }

  readonly #problem = (error: unknown): void => {
    this.#options.onProblem?.(error instanceof Error ? error.message : String(error))
  }

  async #lease(): Promise<void> {
    const now = Date.now()
    const seconds = Math.max(0.001, (now - this.#seen.at) / 1000)
    const perSecond = (this.counted - this.#seen.counted) / seconds
    this.#seen = { counted: this.counted, at: now }
    const ours = await renewLeases(this.#pool, this.#holder, { counted: this.counted, perSecond })
    for (const counter of [...this.#counters.values()]) {
      const isOurs = ours.get(counter.lease.shard) === counter.lease.fence
      if (!isOurs || counter.isLost) await this.#drop(counter)
    }
    for (const [shard, fence] of ours)
      if (!this.#counters.has(shard)) await releaseShard(this.#pool, this.#holder, { shard, fence })
    const share = await fairShare(this.#pool, this.#holder, this.#count)
    if (this.#counters.size > share) await this.#giveAway([...this.#counters.values()].slice(share))
    if (this.#counters.size >= share) return
    for (const lease of await takeShards(this.#pool, this.#holder, share - this.#counters.size)) {
      const counter = new ShardCounter(this.#catalogue, this.#redis, lease, {
        dedupeWindow: this.#options.dedupeWindow ?? 60_000,
        entries: 32,
        idle: 10,
        mostUnwritten: 1_000_000,
      })
      this.#counters.set(lease.shard, counter)
      counter.start(this.#problem)
    }
  }

  /** Another worker came: what was counted is written first, and then it may have the shard. */
  async #giveAway(counters: readonly ShardCounter[]): Promise<void> {
    await Promise.all(counters.map((counter) => counter.stop()))
    for (let round = 0; round < 2; round++) await this.#flush()
    for (const counter of counters) {
      await releaseShard(this.#pool, this.#holder, counter.lease)
      await this.#drop(counter)
    }
  }

  /** What it counted and did not write is counted by whoever has the shard now. */
  async #drop(counter: ShardCounter): Promise<void> {
    counter.isLost = true
    this.#counters.delete(counter.lease.shard)
    this.#gone += counter.counted
    await counter.stop()
  }

  #flushing: Promise<void> = Promise.resolve()

  /** One after the other: what is written and how far belong together. */
  async #flush(): Promise<void> {
    const next = this.#flushing.catch(() => {}).then(() => this.#flushNow())
    this.#flushing = next
    return next
  }

  async #flushNow(): Promise<void> {
    const taken = [...this.#counters.values()].flatMap((counter): [ShardCounter, CountedShard][] => {
      const counted = counter.take()
      return counted ? [[counter, counted]] : []
    })
    if (taken.length === 0) return
    const client = await this.#pool.connect()
    let outcomes: Awaited<ReturnType<typeof flushShards>>
    try {
      outcomes = await flushShards(
        client,
        this.#catalogue,
        taken.map(([, counted]) => counted),
        (refused) => keepRefused(this.#redis, new ShardKeys(this.#catalogue.project, 0), refused),
      )
      client.release()
    } catch (error) {
      client.release(true)
      throw error
    }
    for (const [counter, { shard }] of taken) {
      if (outcomes.get(shard) === 'written')
        await counter.noteWritten(this.#options.history ?? 3_600_000).catch(this.#problem)
      else counter.isLost = true
    }
    this.#options.onWritten?.()
  }
}
