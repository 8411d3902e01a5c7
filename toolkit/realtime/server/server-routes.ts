import type { FastifyInstance, FastifyRequest } from 'fastify'
import { layoutKey } from '../stream-keys.ts'
import { acceptEvents } from './accept-events.ts'
import { readBody } from './read-body.ts'
import { addReaderRoutes } from './reader-routes.ts'
import { refuseTokens } from './refuse-tokens.ts'
import { RequestRefused } from './request-refused.ts'
import type { ServerParts } from './server-parts.ts'
import { type Scope, type Tokens, tokenOf } from './tokens.ts'

/** What the server answers. */
export function addRoutes(app: FastifyInstance, parts: ServerParts, tokens: Tokens): void {
  const { catalogue, redis, publisher, board, metrics, limits, state } = parts
  const scopesOf = (request: FastifyRequest): readonly Scope[] => tokens.scopesOf(tokenOf(request.headers))
  app.addHook('onRequest', refuseTokens(scopesOf))

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post('/events', { config: { needs: 'publish' } }, async (request, reply) => {
    if (state.isStopping) throw new RequestRefused(503, 'the server stops')
    if (!Buffer.isBuffer(request.body)) throw new RequestRefused(400, 'there is no event in the body')
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
