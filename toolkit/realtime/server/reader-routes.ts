import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import type { Broadcaster } from './broadcaster.ts'
import { readCursor } from './cursor.ts'
import type { Limits } from './limits.ts'
import type { ServerMetrics } from './server-metrics.ts'
import { type Line, Subscriber } from './subscriber.ts'
import type { Scope } from './tokens.ts'

/** What the routes of readers need. */
export interface ReaderContext {
  readonly broadcaster: Broadcaster
  readonly limits: Limits
  readonly shards: number
  readonly metrics: ServerMetrics
  readonly subscribers: Set<Subscriber>
  scopesOf(request: FastifyRequest): readonly Scope[]
}

const ask = v.union([
  v.strictObject({ subscribe: v.array(v.string()), after: v.optional(v.string()) }),
  v.strictObject({ unsubscribe: v.array(v.string()) }),
])

/** What a reader may ask before it has an answer. */
const mostAsked = 100

/** What stands in an address twice is a list. */
interface AskedInAddress {
  readonly topics?: string | string[]
  readonly after?: string | string[]
}

/** A WebSocket for programs and pages, and server-sent events for whoever has no WebSocket. */
export function addReaderRoutes(app: FastifyInstance, context: ReaderContext): void {
  app.get('/live', { websocket: true }, (socket, request) => {
    let hasAnswered = true
    const line: Line = {
      isAlive: () => {
        const isAlive = hasAnswered
        hasAnswered = false
        socket.ping()
        return isAlive
      },
      send: (text) => socket.send(text),
      get behind() {
        return socket.bufferedAmount
      },
      // A reader that takes nothing does not take a farewell either.
      close: (reason) => (reason === 'too slow' ? socket.terminate() : socket.close(1001, reason)),
    }
    const subscriber = enter(context, line, context.scopesOf(request))
    if (!subscriber) return socket.close(1013, 'too many readers')
    socket.on('pong', () => {
      hasAnswered = true
    })
    let waiting = 0
    let answered: Promise<void> = Promise.resolve()
    socket.on('message', (message) => {
      if (subscriber.isGone) return
      if (waiting >= mostAsked) return subscriber.close('too slow')
      waiting++
      // One after the other: each may read what was told for a long time.
      answered = answered
        .then(() => answer(context, subscriber, String(message)))
        .catch(() => subscriber.close('too slow'))
        .finally(() => waiting--)
    })
    socket.on('close', () => leave(context, subscriber))
    socket.on('error', () => leave(context, subscriber))
  })

  app.get<{ Querystring: AskedInAddress }>('/live/events', async (request, reply) => {
    const topics = [request.query.topics ?? 'all'].flat().flatMap((some) => some.split(','))
    const scopes = context.scopesOf(request)
    const probe = new Subscriber(nobody, scopes, 0)
    const problem = topicProblem(context, probe, topics)
    if (problem !== undefined) return reply.code(403).send({ error: problem })
    const raw = reply.raw
    const line: Line = {
      isAlive: () => true,
      send: (text) => {
        const cursor = /"cursor":"([\d_-]+)"\}$/.exec(text)?.[1]
        raw.write(`${cursor === undefined ? '' : `id: ${cursor}\n`}data: ${text}\n\n`)
      },
      get behind() {
        return raw.writableLength
      },
      close: () => raw.destroy(),
    }
    const subscriber = enter(context, line, scopes)
    if (!subscriber) return reply.code(503).send({ error: 'too many readers' })
    reply.hijack()
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    raw.on('close', () => leave(context, subscriber))
    const after = request.headers['last-event-id'] ?? request.query.after
    await follow(context, subscriber, topics, typeof after === 'string' ? after : undefined)
  })
}

/** Of whom is only asked what they may read. */
const nobody: Line = { isAlive: () => true, send: () => {}, behind: 0, close: () => {} }

function enter(
  { subscribers, limits, metrics }: ReaderContext,
  line: Line,
  scopes: readonly Scope[],
): Subscriber | undefined {
  if (subscribers.size >= limits.connections) return undefined
  const watched: Line = {
    isAlive: () => line.isAlive(),
    send: (text) => line.send(text),
    get behind() {
      return line.behind
    },
    close: (reason) => {
      if (reason === 'too slow') metrics.dropped()
      line.close(reason)
    },
  }
  const subscriber = new Subscriber(watched, scopes, limits.behind)
  subscribers.add(subscriber)
  metrics.readers(subscribers.size)
  return subscriber
}

function leave({ subscribers, broadcaster, metrics }: ReaderContext, subscriber: Subscriber): void {
  subscriber.isGone = true
  broadcaster.unsubscribe(subscriber, subscriber.topics)
  subscribers.delete(subscriber)
  metrics.readers(subscribers.size)
}

async function answer(context: ReaderContext, subscriber: Subscriber, text: string): Promise<void> {
  const asked = v.safeParse(ask, parsed(text))
  if (!asked.success)
    return subscriber.send(
      JSON.stringify({
        error: 'write {"subscribe": ["all"], "after": "cursor"} or {"unsubscribe": ["all"]}',
      }),
    )
  if ('unsubscribe' in asked.output)
    return context.broadcaster.unsubscribe(subscriber, asked.output.unsubscribe)
  const { subscribe, after } = asked.output
  const problem = topicProblem(context, subscriber, subscribe)
  if (problem !== undefined) return subscriber.send(JSON.stringify({ error: problem }))
  await follow(context, subscriber, subscribe, after)
}

function topicProblem(
  { limits }: ReaderContext,
  subscriber: Subscriber,
  topics: readonly string[],
): string | undefined {
  const all = new Set([...subscriber.topics, ...topics])
  if (all.size > limits.subscriptions) return `a reader has at most ${limits.subscriptions} topics`
  const wrong = topics.find((topic) => topic.length > 300 || !/^(all|[^:]+:.+)$/s.test(topic))
  if (wrong !== undefined) return 'a topic is all, or a name and a value such as channel:42'
  const foreign = topics.find((topic) => !subscriber.mayRead(topic))
  return foreign === undefined ? undefined : `this token may not read ${foreign}`
}

/** From behind a cursor, without a hole; where what was missed is no longer known, the reader is told of it. */
async function follow(
  { broadcaster, shards }: ReaderContext,
  subscriber: Subscriber,
  topics: readonly string[],
  after: string | undefined,
): Promise<void> {
  const from = readCursor(after, shards)
  broadcaster.subscribe(subscriber, topics)
  const subscribed = JSON.stringify({ subscribed: [...subscriber.topics], cursor: broadcaster.cursor })
  if (after === undefined) return subscriber.send(subscribed)
  subscriber.hold()
  const missed = from && (await broadcaster.missed(new Set(topics), from).catch(() => undefined))
  subscriber.release([missed ?? JSON.stringify({ gap: true, cursor: broadcaster.cursor })])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
