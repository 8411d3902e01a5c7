import * as v from 'valibot'
import type { Redis, Reply } from '../../redis/redis.ts'
import { fieldsOf } from '../entry.ts'
import type { Update } from '../live-chunk.ts'
import { compareIds, streamStart } from '../stream-id.ts'
import { ShardKeys } from '../stream-keys.ts'
import { Ticker } from '../ticker.ts'
import { beginning, cursorText, type Positions } from './cursor.ts'
import type { Subscriber } from './subscriber.ts'
import { type TopicMessage, topicMessages } from './topic-messages.ts'

interface Told {
  readonly id: string
  readonly updates: readonly Update[]
}

const update = v.object({
  event: v.string(),
  topics: v.record(v.string(), v.string()),
  count: v.number(),
  sums: v.record(v.string(), v.number()),
})

/** Tells readers what happened, in the order of the stream, and what they missed. */
export class Broadcaster {
  readonly #redis: Redis
  readonly #shards: readonly ShardKeys[]
  readonly #byTopic = new Map<string, Set<Subscriber>>()
  readonly #ticker: Ticker
  #positions: string[]

  constructor(redis: Redis, project: string, shards: number, onProblem: (error: unknown) => void) {
    this.#redis = redis
    this.#shards = Array.from({ length: shards }, (_, shard) => new ShardKeys(project, shard))
    this.#positions = beginning(shards)
    this.#ticker = new Ticker(25, () => this.#tell(), onProblem)
  }

  /** Begins behind what was told before. */
  async start(): Promise<void> {
    this.#positions = await Promise.all(
      this.#shards.map(async ({ updates }) => {
        const last = await this.#redis.command(updates, 'XREVRANGE', updates, '+', '-', 'COUNT', '1')
        return toldIn(last)[0]?.id ?? streamStart
      }),
    )
    this.#ticker.start()
  }

  stop(): Promise<void> {
    return this.#ticker.stop()
  }

  get cursor(): string {
    return cursorText(this.#positions)
  }

  subscribe(subscriber: Subscriber, topics: readonly string[]): void {
    for (const topic of topics) {
      subscriber.topics.add(topic)
      const all = this.#byTopic.get(topic) ?? new Set()
      this.#byTopic.set(topic, all.add(subscriber))
    }
  }

  unsubscribe(subscriber: Subscriber, topics: Iterable<string>): void {
    for (const topic of [...topics]) {
      subscriber.topics.delete(topic)
      const all = this.#byTopic.get(topic)
      all?.delete(subscriber)
      if (all?.size === 0) this.#byTopic.delete(topic)
    }
  }

  /** What was told of some topics from behind a cursor until now; undefined where that is no longer known. */
  async missed(topics: ReadonlySet<string>, from: Positions): Promise<string | undefined> {
    const until = [...this.#positions]
    const all: Update[] = []
    for (const [shard, { updates }] of this.#shards.entries()) {
      const [after = streamStart, to = streamStart] = [from[shard], until[shard]]
      if (compareIds(after, to) >= 0) continue
      const known = toldIn(await this.#redis.command(updates, 'XRANGE', updates, '-', '+', 'COUNT', '1'))[0]
      const isKnown = after === streamStart || (known !== undefined && compareIds(known.id, after) <= 0)
      if (!isKnown) return undefined
      for (const told of toldIn(await this.#redis.command(updates, 'XRANGE', updates, `(${after}`, to)))
        all.push(...told.updates)
    }
    const cursor = cursorText(until)
    const messages = [...topicMessages(all, (topic) => topics.has(topic)).values()].flat()
    return JSON.stringify({ messages, cursor })
  }

  async #tell(): Promise<void> {
    const found = await Promise.all(
      this.#shards.map(async ({ updates }, shard) => {
        const after = this.#positions[shard] ?? streamStart
        const reply = await this.#redis.command(updates, 'XREAD', 'COUNT', '500', 'STREAMS', updates, after)
        return toldIn(Array.isArray(reply) && Array.isArray(reply[0]) ? (reply[0][1] ?? null) : null)
      }),
    )
    if (found.every((told) => told.length === 0)) return
    this.#positions = found.map((told, shard) => told.at(-1)?.id ?? this.#positions[shard] ?? streamStart)
    const updates = found.flat().flatMap((told) => told.updates)
    const byTopic = topicMessages(updates, (topic) => this.#byTopic.has(topic))
    const readers = new Set([...byTopic.keys()].flatMap((topic) => [...(this.#byTopic.get(topic) ?? [])]))
    const frames = new Map<string, string>()
    for (const reader of readers) {
      const topics = [...reader.topics].sort()
      const key = topics.join('\0')
      const frame = frames.get(key) ?? this.#frame(topics.flatMap((topic) => byTopic.get(topic) ?? []))
      frames.set(key, frame)
      reader.send(frame)
    }
  }

  /** One text, so that whoever has it has all up to its cursor. */
  #frame(messages: readonly TopicMessage[]): string {
    return JSON.stringify({ messages, cursor: this.cursor })
  }
}

/** The entries of a stream of updates. */
function toldIn(reply: Reply): Told[] {
  if (!Array.isArray(reply)) return []
  return reply.map((entry): Told => {
    const [id = '', fields = []] = Array.isArray(entry) ? entry : []
    const updates = v.safeParse(v.array(update), JSON.parse(fieldsOf(fields).get('u') ?? '[]'))
    return { id: String(id), updates: updates.success ? updates.output : [] }
  })
}
