import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Scope } from './tokens.ts'

/** Refuses a request whose token may not do what the route needs, before its body is read. */
export const refuseTokens =
  (scopesOf: (request: FastifyRequest) => readonly Scope[]) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { config } = request.routeOptions
    const needs = 'needs' in config ? config.needs : undefined
    if (needs === undefined) return
    const scopes = scopesOf(request)
    if (scopes.length === 0)
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .header('connection', 'close')
        .send({ error: 'send a token that the server knows: Authorization: Bearer <token>' })
    const isAllowed =
      needs === 'read some'
        ? scopes.some((scope) => scope.startsWith('read'))
        : scopes.some((scope) => scope === needs)
    if (!isAllowed)
      return reply
        .code(403)
        .header('connection', 'close')
        .send({ error: `this token may not ${needs}` })
  }
