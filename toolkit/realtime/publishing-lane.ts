import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Event } from '../define/realtime/event.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { Redis } from '../redis/redis.ts'
import type { EventValues } from '../rollups/event-values.ts'
import { ShardKeys } from './stream-keys.ts'
import { type Settle, WaitingBatch } from './waiting-batch.ts'

/** How a publisher sends. */
export interface Sending {
  readonly batch: number
  readonly linger: number
  readonly timeout: number
}

/** What is published to one shard, in its order: one batch is on its way at a time. */
export class PublishingLane {
  readonly #key: string
  readonly #redis: Redis
  readonly #batch: number
  readonly #linger: number
  readonly #timeout: number
  /** Those before the last are full. */
  #queue: WaitingBatch[] = []
  #queued = 0
  #sending = 0
  #timer: NodeJS.Timeout | undefined
  #sent: Promise<void> = Promise.resolve()
  /** Batches are told apart by who sent them and in which place. */
  readonly #name = randomBytes(6).toString('base64url')
  #count = 0

  constructor(project: string, shard: number, redis: Redis, { batch, linger, timeout }: Sending) {
    this.#key = new ShardKeys(project, shard).events
    this.#redis = redis
    this.#batch = batch
    this.#linger = linger
    this.#timeout = timeout
  }

  get waiting(): number {
    return this.#queued + this.#sending
  }

  add(event: Event, values: EventValues, id: string | undefined, settle: Settle): void {
    let batch = this.#queue.at(-1)
    if (!batch || batch.size >= this.#batch) {
      batch = new WaitingBatch()
      this.#queue.push(batch)
    }
    batch.add(event, values, id, settle)
    this.#queued++
    if (this.#sending > 0) return
    if (batch.size >= this.#batch) this.#send()
    else this.#timer ??= setTimeout(() => this.#send(), this.#linger)
  }

  async drain(): Promise<void> {
    while (this.waiting > 0) {
      if (this.#sending === 0) this.#send()
      await this.#sent
    }
  }

  #send(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#sending > 0) return
    const batch = this.#queue.shift()
    if (!batch) return
    this.#queued -= batch.size
    this.#sending = batch.size
    this.#sent = this.#deliver(batch).then((problem) => {
      this.#sending = 0
      batch.settle(problem)
      this.#send()
    })
  }

  /** Sends a batch until it is acknowledged; its key is the same each time, so that it counts once. */
  async #deliver(batch: WaitingBatch): Promise<SightlineError | undefined> {
    const fields = batch.fields(`${this.#name}${(this.#count++).toString(36)}`)
    const end = Date.now() + this.#timeout
    for (let attempt = 0; ; attempt++) {
      try {
        await this.#redis.command(this.#key, 'XADD', this.#key, '*', ...fields)
        return undefined
      } catch (cause) {
        if (Date.now() > end) return notTaken(cause)
        await wait(Math.min(20 * 2 ** Math.min(attempt, 6), 500) * (0.5 + Math.random() / 2))
      }
    }
  }
}

const notTaken = (cause: unknown) =>
  new SightlineError(
    {
      code: 'event-not-acknowledged',
      what: `Redis did not acknowledge an event in time: ${cause instanceof Error ? cause.message : String(cause)}.`,
      next: 'Look whether Redis runs, and publish it again with the same id.',
    },
    { cause },
  )
