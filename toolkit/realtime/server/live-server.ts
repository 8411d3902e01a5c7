import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Project } from '../../define/project.ts'
import { optionalPackage } from '../../foundation/optional-package.ts'
import { openRedis } from '../../redis/redis.ts'
import { streamCatalogue } from '../catalogue.ts'
import { openStreamPublisher } from '../publisher.ts'
import { FigureReader } from '../read-figures.ts'
import { agreeOnShards } from '../shards.ts'
import { Ticker } from '../ticker.ts'
import { Broadcaster } from './broadcaster.ts'
import { FigureBoard } from './figures.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { listen } from './listen.ts'
import { defaultPatience, type Patience, patienceOptions } from './patience.ts'
import { type GrafanaLive, grafanaPusher } from './push-to-grafana.ts'
import { refuseForeignPages, tellErrors } from './refuse-requests.ts'
import { serverMetrics } from './server-metrics.ts'
import { addRoutes } from './server-routes.ts'
import type { Subscriber } from './subscriber.ts'
import { beat, figureTeller } from './tell-readers.ts'
import type { Tokens } from './tokens.ts'

export interface LiveServerOptions {
  readonly redis: string
  readonly tokens: Tokens
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly shards?: number | undefined
  /** Pages of these origins may open a WebSocket, beside the server's own. */
  readonly origins?: readonly string[] | undefined
  readonly limits?: Partial<Limits>
  readonly patience?: Partial<Patience>
  readonly logger?: FastifyBaseLogger
  /** Milliseconds between two signs of life to every reader; 15,000 unless said otherwise. */
  readonly heartbeat?: number
  /** A Grafana whose panels move with the figures. */
  readonly grafana?: GrafanaLive | undefined
}

/** A server that takes events and tells readers of them. */
export interface LiveServer {
  readonly url: string
  /** Takes no more, answers what it took, tells readers that it stops, and ends. */
  stop(): Promise<void>
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
  const push = options.grafana && grafanaPusher(options.grafana, catalogue.project)
  const redis = await openRedis(options.redis, { onProblem: problem })
  const publisher = await openStreamPublisher(project, { ...options, timeout: 10_000 })
  const shards = await agreeOnShards(redis, catalogue.project, options.shards)
  const broadcaster = new Broadcaster(redis, catalogue.project, shards, problem)
  const board = new FigureBoard(catalogue, new FigureReader(redis, catalogue.project, shards))
  const subscribers = new Set<Subscriber>()
  const state = { isStopping: false }
  const app: FastifyInstance = fastify({
    bodyLimit: limits.body,
    ...patienceOptions({ ...defaultPatience, ...options.patience }),
    forceCloseConnections: true,
    ...(options.logger ? { loggerInstance: options.logger } : {}),
  })
  app.server.maxConnections = limits.sockets
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
  refuseForeignPages(app, options.origins ?? [])
  tellErrors(app)
  addRoutes(app, parts, options.tokens)
  await broadcaster.start()
  const pulse = new Ticker(options.heartbeat ?? 15_000, async () => beat(parts), problem)
  const shown = new Ticker(1000, figureTeller(parts), problem)
  const pushed = new Ticker(1000, async () => push?.(await board.read()), problem)
  const stop = async () => {
    state.isStopping = true
    await Promise.all([pulse.stop(), shown.stop(), pushed.stop(), broadcaster.stop()])
    for (const subscriber of subscribers) subscriber.close('server stops')
    await app.close()
    await publisher.close()
    await redis.close()
  }
  if (push) pushed.start()
  pulse.start()
  shown.start()
  const { host = '127.0.0.1', port = 0 } = options
  return {
    url: await listen(app, { host, port, onRefused: stop }),
    stop,
  }
}
