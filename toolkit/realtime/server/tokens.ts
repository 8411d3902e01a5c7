import { createHash, timingSafeEqual } from 'node:crypto'
import { SightlineError } from '../../foundation/sightline-error.ts'

/** What the bearer of a token may do: publish, read everything or one topic, take away everything or the rows of one user. */
export type Scope = 'publish' | 'read' | `read:${string}` | 'export' | `export:${string}`

/** Who may do what. */
export class Tokens {
  readonly #scopes: readonly { readonly hash: Buffer; readonly scope: Scope }[]

  constructor(scopes: readonly { readonly token: string; readonly scope: Scope }[]) {
    this.#scopes = scopes.map(({ token, scope }) => ({ hash: hashOf(token), scope }))
  }

  /** The scopes of a token; none where nobody has it. Every token is compared, in the same time. */
  scopesOf(token: string | undefined): readonly Scope[] {
    if (token === undefined) return []
    const given = hashOf(token)
    return this.#scopes.filter(({ hash }) => timingSafeEqual(hash, given)).map(({ scope }) => scope)
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Whether somebody may read a topic. */
export const mayRead = (scopes: readonly Scope[], topic: string): boolean =>
  scopes.some((scope) => scope === 'read' || scope === `read:${topic}`)

const shortest = 16

/**
 * Reads tokens as the environment has them: `publish=<token>,read=<token>,read:user:42=<token>`.
 *
 * @throws SightlineError naming the place, and never the token
 */
export function readTokens(text: string | undefined): Tokens {
  const parts = (text ?? '')
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length === 0)
    throw new SightlineError({
      code: 'no-token',
      what: 'The server has no token, so nobody could use it.',
      next: 'Set SIGHTLINE_TOKENS to scopes and tokens: publish=<token>,read=<token>,read:user:42=<token>,export:u17=<token>.',
    })
  return new Tokens(
    parts.map((part, place) => {
      const equals = part.lastIndexOf('=')
      const [scope, token] = [part.slice(0, equals), part.slice(equals + 1)]
      if (equals > 0 && isScope(scope) && token.length >= shortest) return { scope, token }
      throw new SightlineError({
        code: 'invalid-token',
        what: `SIGHTLINE_TOKENS cannot be read in place ${place + 1}.`,
        value: isScope(scope) ? `${scope}=…, a token of ${token.length} characters` : 'no scope',
        next: `Write publish=, read=, read:<topic>:<id>=, export= or export:<user>= and a token of ${shortest} characters or more, with commas between.`,
      })
    }),
  )
}

const isScope = (text: string): text is Scope =>
  /^(?:publish|read|export|export:.+|read:[^:]+:.+)$/.test(text)

/** The token of a request, from its Authorization header or the subprotocol that a browser's WebSocket can send. */
export function tokenOf(headers: {
  readonly authorization?: string | undefined
  readonly 'sec-websocket-protocol'?: string | undefined
}): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim())
  return bearer ?? protocols.find((one) => one.startsWith('bearer.'))?.slice('bearer.'.length)
}
