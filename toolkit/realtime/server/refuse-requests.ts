import type { FastifyInstance } from 'fastify'
import { RequestRefused } from './request-refused.ts'

/** Pages of other sites send the cookies and the network of whoever reads them: they are not answered. */
export function refuseForeignPages(app: FastifyInstance, origins: readonly string[]): void {
  app.addHook('onRequest', async ({ headers }, reply) => {
    const { origin, host } = headers
    if (origin === undefined || origins.includes(origin)) return
    const isOwn = URL.canParse(origin) && new URL(origin).host === host
    if (!isOwn) await reply.code(403).send({ error: 'pages of this origin may not ask' })
  })
}

/** What goes wrong is told in words, and nothing of what is inside. */
export function tellErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => {
    const status =
      typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 500
    const message = error instanceof Error && status < 500 ? error.message : 'the server failed'
    if (error instanceof RequestRefused && status === 503) reply.header('retry-after', '1')
    if (status >= 500) reply.log.error({ error: String(error) }, 'failed')
    return reply.code(status).send({ error: error instanceof RequestRefused ? error.message : message })
  })
}
