import { optionalPackage } from '../foundation/optional-package.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { openPreviewDatabase } from '../preview/preview-database.ts'
import { listen } from '../realtime/server/listen.ts'
import { defaultPatience, type Patience, patienceOptions } from '../realtime/server/patience.ts'
import { RequestRefused } from '../realtime/server/request-refused.ts'
import type { Tokens } from '../realtime/server/tokens.ts'
import type { Release } from '../release/release.ts'
import { exportRequest } from './export-request.ts'
import { readQuery } from './read-query.ts'
import { requestToken } from './request-token.ts'
import { sendExport } from './send-export.ts'
import { addUnsubscribeRoutes } from './unsubscribe-routes.ts'

export interface ServerOptions {
  readonly databaseUrl: string
  readonly release: Release
  readonly tokens: Tokens
  /** What links to unsubscribe are signed with; without it there are none. */
  readonly secret: string | undefined
  readonly host: string
  readonly port: number
  /** Milliseconds that one query may take. */
  readonly timeout: number
  readonly patience?: Partial<Patience>
}

/** A server of exports that is running. */
export interface Server {
  readonly url: string
  stop(): Promise<void>
}

/** Exports at the same time: each holds a connection to the database. */
const mostExports = 4

/** Connections of any kind, also of those who say nothing. */
const mostConnections = 1000

/** Serves exports to whoever has a token, and ends mails of reports for whoever follows the link in them. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { release, tokens, secret, timeout } = options
  const { default: fastify } = await optionalPackage('fastify', 'The HTTP server', () => import('fastify'))
  const database = await openPreviewDatabase(options.databaseUrl, release.project.readerRole)
  const app = fastify({
    bodyLimit: 4096,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    ...patienceOptions({ ...defaultPatience, ...options.patience }),
  })
  app.server.maxConnections = mostConnections
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error)
    const isTold = error instanceof RequestRefused || status < 500
    const message = error instanceof Error && isTold ? error.message : 'the server failed'
    if (status === 503) reply.header('retry-after', '5')
    // A browser asks its user for the token, as the password of any name.
    if (status === 401) reply.header('www-authenticate', 'Basic realm="exports", Bearer')
    return reply.code(status).send({ error: message })
  })
  let running = 0
  app.get<{ Params: { '*': string } }>('/exports/*', async (request, reply) => {
    const token = requestToken(request.headers.authorization)
    const { '*': path } = request.params
    const query = readQuery(request.url)
    const asked = exportRequest(release, tokens, { path, query, token }, new Date())
    if (running >= mostExports) throw new RequestRefused(503, 'too many exports at once: try again soon')
    running++
    reply.hijack()
    await sendExport(reply.raw, database, release, asked, timeout).finally(() => running--)
  })
  app.get('/health', () => ({ status: 'up' }))
  if (secret !== undefined) addUnsubscribeRoutes(app, database, release, secret)
  const url = await listen(app, {
    host: options.host,
    port: options.port,
    onRefused: () => database.end(),
  })
  return {
    url,
    stop: async () => {
      await app.close()
      await database.end()
    },
  }
}

function statusOf(error: unknown): number {
  if (error instanceof SightlineError) return 400
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500
  return typeof status === 'number' ? status : 500
}
