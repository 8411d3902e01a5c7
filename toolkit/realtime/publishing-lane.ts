import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { Redis } from '../redis/redis.ts'
import { entryFields, type StoredEvent } from './entry.ts'
import { ShardKeys } from './stream-keys.ts'

/** How a publisher sends. */
export interface Sending {
  readonly batch: number
  readonly linger: number
  readonly timeout: number
}

/** An event that waits to be acknowledged. */
export interface Waiting extends StoredEvent {
  readonly done: (problem?: SightlineError) => void
}

/** What is published to one shard, in its order: one batch is on its way at a time. */
export class PublishingLane {
  readonly #key: string
  readonly #redis: Redis
  readonly #batch: number
  readonly #linger: number
  readonly #timeout: number
  #queue: Waiting[] = []
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
    return this.#queue.length + this.#sending
  }

  add(waiting: Waiting): void {
    this.#queue.push(waiting)
    if (this.#sending > 0) return
    if (this.#queue.length >= this.#batch) this.#send()
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
    if (this.#sending > 0 || this.#queue.length === 0) return
    const batch = this.#queue.splice(0, this.#batch)
    this.#sending = batch.length
    this.#sent = this.#deliver(batch).then((problem) => {
      this.#sending = 0
      for (const { done } of batch) done(problem)
      this.#send()
    })
  }

  /** Sends a batch until it is acknowledged; its key is the same each time, so that it counts once. */
  async #deliver(waiting: readonly Waiting[]): Promise<SightlineError | undefined> {
    const fields = entryFields(`${this.#name}${(this.#count++).toString(36)}`, waiting)
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
