import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import type { Project } from '../../define/project.ts'
import { optionalPackage } from '../../foundation/optional-package.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { openRedis, type Redis } from '../../redis/redis.ts'
import { type StreamCatalogue, streamCatalogue } from '../catalogue.ts'
import { openStreamPublisher, type StreamPublisher } from '../publisher.ts'
import { FigureReader } from '../read-figures.ts'
import { agreeOnShards } from '../shards.ts'
import { layoutKey } from '../stream-keys.ts'
import { Ticker } from '../ticker.ts'
import { acceptEvents } from './accept-events.ts'
import { Broadcaster } from './broadcaster.ts'
import { FigureBoard } from './figures.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { BodyRefused, readBody } from './read-body.ts'
import { addReaderRoutes } from './reader-routes.ts'
import { type ServerMetrics, serverMetrics } from './server-metrics.ts'
import type { Subscriber } from './subscriber.ts'
import { type Scope, type Tokens, tokenOf } from './tokens.ts'

export interface LiveServerOptions {
  readonly redis: string
  readonly tokens: Tokens
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly shards?: number | undefined
  /** Pages of these origins may open a WebSocket, beside the server's own. */
  readonly origins?: readonly string[] | undefined
  readonly limits?: Partial<Limits>
  readonly logger?: FastifyBaseLogger
  /** Milliseconds between two signs of life to every reader; 15,000 unless said otherwise. */
  readonly heartbeat?: number
}

/** A server that takes events and tells readers of them. */
export interface LiveServer {
  readonly url: string
  /** Takes no more, answers what it took, tells readers that it stops, and ends. */
  stop(): Promise<void>
}

interface Parts {
  readonly catalogue: StreamCatalogue
  readonly redis: Redis
  readonly publisher: StreamPublisher
  readonly broadcaster: Broadcaster
  readonly board: FigureBoard
  readonly metrics: ServerMetrics
  readonly limits: Limits
  readonly shards: number
  readonly subscribers: Set<Subscriber>
  readonly state: { isStopping: boolean }
}

/**
 * Serves the live figures of a project, and takes its events over HTTP.
 *
 * @example const server = await startLiveServer(project, { redis, tokens: readTokens(process.env.SIGHTLINE_TOKENS), port: 8080 })
 */
export async function startLiveServer(project: Project, options: LiveServerOptions): Promise<LiveServer> {
  const catalogue = streamCatalogue(project)
  const { default: fastify } = await optionalPackage('fastify', 'The HTTP server', () => import('fastify'))
  const { default: websocket } = await optionalPackage(
    '@fastify/websocket',
    'The HTTP server',
    () => import('@fastify/websocket'),
  )
  const metrics = await serverMetrics()
  const limits = { ...defaultLimits, ...options.limits }
  const problem = (error: unknown) => options.logger?.warn({ error: String(error) }, 'trouble')
  const redis = await openRedis(options.redis, { onProblem: problem })
  const publisher = await openStreamPublisher(project, { ...options, timeout: 10_000 })
  const shards = await agreeOnShards(redis, project.name, options.shards)
  const broadcaster = new Broadcaster(redis, project.name, shards, problem)
  const board = new FigureBoard(catalogue, new FigureReader(redis, project.name, shards))
  const subscribers = new Set<Subscriber>()
  const state = { isStopping: false }
  const app: FastifyInstance = fastify({
    bodyLimit: limits.body,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    ...(options.logger ? { loggerInstance: options.logger } : {}),
  })
  await app.register(websocket, { options: { maxPayload: 16_384 } })
  const parts = {
    catalogue,
    redis,
    publisher,
    broadcaster,
    board,
    metrics,
    limits,
    shards,
    subscribers,
    state,
  }
  protect(app, options)
  addRoutes(app, parts, options.tokens)
  await broadcaster.start()
  const pulse = new Ticker(options.heartbeat ?? 15_000, async () => beat(parts), problem)
  const shown = new Ticker(1000, figureTeller(parts), problem)
  pulse.start()
  shown.start()
  try {
    await app.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 })
  } catch (cause) {
    throw new SightlineError(
      {
        code: 'port-unavailable',
        what: `The port ${options.port} cannot be used: ${cause instanceof Error ? cause.message : cause}.`,
        value: String(options.port),
        next: 'Choose another with --port.',
      },
      { cause },
    )
  }
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    stop: async () => {
      state.isStopping = true
      await Promise.all([pulse.stop(), shown.stop(), broadcaster.stop()])
      for (const subscriber of subscribers) subscriber.close('server stops')
      await app.close()
      await publisher.close()
      await redis.close()
    },
  }
}

/** Pages of other sites send the cookies and the network of whoever reads them: they are not answered. */
function protect(app: FastifyInstance, { origins = [] }: LiveServerOptions): void {
  app.addHook('onRequest', async ({ headers }, reply) => {
    const { origin, host } = headers
    if (origin === undefined || origins.includes(origin)) return
    const isOwn = URL.canParse(origin) && new URL(origin).host === host
    if (!isOwn) await reply.code(403).send({ error: 'pages of this origin may not ask' })
  })
  app.setErrorHandler((error, _request, reply) => {
    const status =
      typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500
    const message = error instanceof Error && status < 500 ? error.message : 'the server failed'
    if (error instanceof BodyRefused && status === 503) reply.header('retry-after', '1')
    if (status >= 500) reply.log.error({ error: String(error) }, 'failed')
    return reply.code(status).send({ error: error instanceof BodyRefused ? error.message : message })
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

function addRoutes(app: FastifyInstance, parts: Parts, tokens: Tokens): void {
  const { catalogue, redis, publisher, board, metrics, limits, state } = parts
  const scopesOf = (request: FastifyRequest): readonly Scope[] => tokens.scopesOf(tokenOf(request.headers))
  app.addHook('preValidation', async (request, reply) => {
    const { config } = request.routeOptions
    const needs = 'needs' in config ? config.needs : undefined
    if (needs === undefined) return
    const scopes = scopesOf(request)
    if (scopes.length === 0)
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .send({ error: 'send a token that the server knows: Authorization: Bearer <token>' })
    const isAllowed =
      needs === 'read some'
        ? scopes.some((scope) => scope.startsWith('read'))
        : scopes.some((scope) => scope === needs)
    if (!isAllowed) return reply.code(403).send({ error: `this token may not ${needs}` })
  })

  app.post('/events', { config: { needs: 'publish' } }, async (request, reply) => {
    if (state.isStopping) throw new BodyRefused(503, 'the server stops')
    if (!Buffer.isBuffer(request.body)) throw new BodyRefused(400, 'there is no event in the body')
    const type = request.headers['content-type'] ?? ''
    const encoding = request.headers['content-encoding']
    const { events, refused } = await readBody(request.body, { type, encoding }, limits)
    metrics.refused(refused.length)
    const outcome = await acceptEvents(catalogue, publisher, metrics, events)
    const all = [...refused, ...outcome.refused].sort((a, b) => a.line - b.line)
    return reply
      .code(outcome.accepted === 0 && all.length > 0 ? 422 : 200)
      .send({ accepted: outcome.accepted, refused: all })
  })
  app.get('/metrics/dashboard', { config: { needs: 'read' } }, () => board.read())
  app.get('/metrics', { config: { needs: 'read' } }, async (_request, reply) => {
    for (const [name, value] of Object.entries(await board.read()))
      if (typeof value === 'number') metrics.figure(name, value)
    const { type, body } = await metrics.text()
    return reply.type(type).send(body)
  })
  app.get('/health', () => ({ status: 'up' }))
  app.get('/ready', async (_request, reply) => {
    const key = layoutKey(catalogue.project)
    const isThere = await redis
      .command(key, 'EXISTS', key)
      .then(() => true)
      .catch(() => false)
    const isReady = isThere && !state.isStopping
    return reply.code(isReady ? 200 : 503).send({ ready: isReady, redis: isThere })
  })
  app.register(async (readers) => {
    readers.addHook('onRoute', (route) => {
      route.config = { ...route.config, needs: 'read some' }
    })
    addReaderRoutes(readers, { ...parts, scopesOf })
  })
}

const beat = ({ subscribers, broadcaster }: Parts): void => {
  const text = JSON.stringify({ heartbeat: new Date().toISOString(), cursor: broadcaster.cursor })
  for (const subscriber of subscribers) subscriber.send(text)
}

/** Whoever reads everything is told the figures when they change. */
function figureTeller({ subscribers, board }: Parts): () => Promise<void> {
  const told = new WeakMap<Subscriber, string>()
  return async () => {
    const readers = [...subscribers].filter(({ topics }) => topics.has('all'))
    if (readers.length === 0) return
    const text = JSON.stringify({ figures: await board.read() })
    for (const reader of readers) {
      if (told.get(reader) === text) continue
      told.set(reader, text)
      reader.send(text)
    }
  }
}
