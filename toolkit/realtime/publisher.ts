import type { Project } from '../define/project.ts'
import type { Event } from '../define/realtime/event.ts'
import type { EventData, EventFields } from '../define/realtime/event-field.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { isRollupDefinition } from '../kinds/rollup/rollup-kind.ts'
import { keyspaceOf } from '../redis/keyspace.ts'
import { openRedis, type Redis } from '../redis/redis.ts'
import { placeOf } from '../rollups/event-values.ts'
import { EventReader } from '../rollups/read-event.ts'
import { refusedEvent } from '../rollups/refused-event.ts'
import { PublishingLane } from './publishing-lane.ts'
import { agreeOnShards, ShardsOfValues } from './shards.ts'
import type { Settle } from './waiting-batch.ts'

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
  project: Pick<Project, 'name' | 'uidPrefix' | 'definitions'>,
  options: PublisherOptions,
): Promise<Publisher> {
  return openStreamPublisher(project, options)
}

/** The same for events of which the compiler knows nothing. */
export async function openStreamPublisher(
  project: Pick<Project, 'name' | 'uidPrefix' | 'definitions'>,
  options: PublisherOptions,
): Promise<StreamPublisher> {
  const { onProblem } = options
  const name = keyspaceOf(project)
  const redis = await openRedis(options.redis, onProblem ? { onProblem } : {})
  try {
    const shards = await agreeOnShards(redis, name, options.shards)
    const rollups = project.definitions.filter(isRollupDefinition)
    return new StreamPublisher({ name, rollups }, redis, shards, options)
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
  readonly #rollups: readonly Rollup[]
  readonly #redis: Redis
  readonly #mostWaiting: number
  readonly #lanes: readonly PublishingLane[]
  readonly #shards: ShardsOfValues
  readonly #readers = new Map<Event, EventPublishing>()

  constructor(
    { name, rollups }: { readonly name: string; readonly rollups: readonly Rollup[] },
    redis: Redis,
    shards: number,
    options: PublisherOptions,
  ) {
    this.#rollups = rollups
    this.#redis = redis
    this.#mostWaiting = options.mostWaiting ?? 50_000
    this.#shards = new ShardsOfValues(shards)
    const { batch = 1000, linger = 2, timeout = 30_000 } = options
    const sending = { batch, linger, timeout }
    this.#lanes = Array.from(
      { length: shards },
      (_, shard) => new PublishingLane(name, shard, redis, sending),
    )
  }

  get waiting(): number {
    return this.#lanes.reduce((sum, { waiting }) => sum + waiting, 0)
  }

  publish(event: Event, data: unknown, { id }: PublishOptions = {}): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#add(event, [data], id, (_, problem) => (problem ? reject(problem) : resolve())),
    )
  }

  async publishAll(event: Event, data: readonly unknown[]): Promise<void> {
    for (let from = 0; from < data.length; from += 10_000) {
      const some = data.slice(from, from + 10_000)
      let left = some.length
      await new Promise<void>((resolve, reject) =>
        this.#add(event, some, undefined, (settled, problem) => {
          left -= settled
          if (problem) reject(problem)
          else if (left === 0) resolve()
        }),
      )
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.drain()))
    await this.#redis.close()
  }

  #add(event: Event, data: readonly unknown[], id: string | undefined, settle: Settle): void {
    const { reader, shardBy } = this.#readers.get(event) ?? this.#readerOf(event)
    const now = Date.now()
    let room = this.#mostWaiting - this.waiting
    for (const one of data) {
      const read = reader.read(one, now)
      if (!read.ok) settle(1, refusedEvent(event, read.reason))
      else if (room-- <= 0) settle(1, overloaded(this.#mostWaiting))
      else this.#lanes[this.#shards.of(String(read.values[shardBy]))]?.add(event, read.values, id, settle)
    }
  }

  #readerOf(event: Event): EventPublishing {
    const publishing = {
      reader: new EventReader(event, this.#rollups),
      shardBy: placeOf(event, event.shardBy),
    }
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
