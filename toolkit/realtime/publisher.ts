import type { Project } from '../define/project.ts'
import type { Event } from '../define/realtime/event.ts'
import type { EventData, EventFields } from '../define/realtime/event-field.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { keyspaceOf } from '../redis/keyspace.ts'
import { openRedis, type Redis } from '../redis/redis.ts'
import { EventReader, placeOf } from '../rollups/read-event.ts'
import { refusedEvent } from '../rollups/refused-event.ts'
import { PublishingLane } from './publishing-lane.ts'
import { agreeOnShards, shardOf } from './shards.ts'

export interface PublisherOptions {
  readonly redis: string
  readonly shards?: number | undefined
  /** Events that are sent at once; 1,000 unless said otherwise. */
  readonly batch?: number
  /** Milliseconds that an event waits for others; 2 unless said otherwise. */
  readonly linger?: number
  /** Events that may wait; publishing more is refused until some are sent. 50,000 unless said otherwise. */
  readonly mostWaiting?: number
  /** Milliseconds until an event that Redis does not take is refused; 30,000 unless said otherwise. */
  readonly timeout?: number
  readonly onProblem?: (message: string) => void
}

export interface PublishOptions {
  /** Events with the same id count once within the worker's window, whoever publishes them. */
  readonly id?: string
}

/** Publishes events of a project. */
export interface Publisher {
  /**
   * Publishes an event; it is acknowledged when this returns, and counts once however often it had to be sent.
   *
   * @throws SightlineError where it does not fit its definition, or Redis does not take it in time
   * @example await publisher.publish(pageView, { site: 'docs', at: new Date() })
   */
  publish<F extends EventFields>(
    event: Event<string, F>,
    data: NoInfer<EventData<F>>,
    options?: PublishOptions,
  ): Promise<void>
  /** The same for many events at once. */
  publishAll<F extends EventFields>(
    event: Event<string, F>,
    data: readonly NoInfer<EventData<F>>[],
  ): Promise<void>
  /** Events that wait to be acknowledged. */
  readonly waiting: number
  /** Sends what waits, and ends. */
  close(): Promise<void>
}

/**
 * Opens a publisher for the events of a project.
 *
 * @example const publisher = await openPublisher(project, { redis: 'redis://127.0.0.1:6379' })
 */
export function openPublisher(
  project: Pick<Project, 'name' | 'uidPrefix'>,
  options: PublisherOptions,
): Promise<Publisher> {
  return openStreamPublisher(project, options)
}

/** The same for events of which the compiler knows nothing. */
export async function openStreamPublisher(
  project: Pick<Project, 'name' | 'uidPrefix'>,
  options: PublisherOptions,
): Promise<StreamPublisher> {
  const { onProblem } = options
  const name = keyspaceOf(project)
  const redis = await openRedis(options.redis, onProblem ? { onProblem } : {})
  try {
    const shards = await agreeOnShards(redis, name, options.shards)
    return new StreamPublisher(name, redis, shards, options)
  } catch (error) {
    await redis.close()
    throw error
  }
}

/** How events of one kind are read, and where the field stands that shards them. */
interface EventPublishing {
  readonly reader: EventReader
  readonly shardBy: number
}

export class StreamPublisher implements Publisher {
  readonly #redis: Redis
  readonly #mostWaiting: number
  readonly #lanes: readonly PublishingLane[]
  readonly #readers = new Map<Event, EventPublishing>()

  constructor(project: string, redis: Redis, shards: number, options: PublisherOptions) {
    this.#redis = redis
    this.#mostWaiting = options.mostWaiting ?? 50_000
    const { batch = 1000, linger = 2, timeout = 30_000 } = options
    const sending = { batch, linger, timeout }
    this.#lanes = Array.from(
      { length: shards },
      (_, shard) => new PublishingLane(project, shard, redis, sending),
    )
  }

  get waiting(): number {
    return this.#lanes.reduce((sum, { waiting }) => sum + waiting, 0)
  }

  publish(event: Event, data: unknown, { id }: PublishOptions = {}): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#add(event, data, id, (problem) => (problem ? reject(problem) : resolve())),
    )
  }

  async publishAll(event: Event, data: readonly unknown[]): Promise<void> {
    for (let from = 0; from < data.length; from += 10_000) {
      const some = data.slice(from, from + 10_000)
      let left = some.length
      await new Promise<void>((resolve, reject) => {
        for (const one of some)
          this.#add(event, one, undefined, (problem) => {
            if (problem) reject(problem)
            else if (--left === 0) resolve()
          })
      })
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.drain()))
    await this.#redis.close()
  }

  #add(event: Event, data: unknown, id: string | undefined, done: (problem?: SightlineError) => void): void {
    const { reader, shardBy } = this.#readers.get(event) ?? this.#readerOf(event)
    const read = reader.read(data, Date.now())
    if (!read.ok) done(refusedEvent(event, read.reason))
    else if (this.waiting >= this.#mostWaiting) done(overloaded(this.#mostWaiting))
    else {
      const lane = this.#lanes[shardOf(String(read.values[shardBy]), this.#lanes.length)]
      lane?.add({ event, values: read.values, id, done })
    }
  }

  #readerOf(event: Event): EventPublishing {
    const publishing = { reader: new EventReader(event), shardBy: placeOf(event, event.shardBy) }
    this.#readers.set(event, publishing)
    return publishing
  }
}

const overloaded = (most: number) =>
  new SightlineError({
    code: 'publisher-overloaded',
    what: 'More events wait to be published than this publisher holds.',
    value: `${most} events`,
    next: 'Wait for what was published before publishing more, or raise `mostWaiting`.',
  })
