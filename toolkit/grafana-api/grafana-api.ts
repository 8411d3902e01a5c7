import { setTimeout } from 'node:timers/promises'
import type { Json, JsonObject } from '../foundation/json.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { Answer } from './answer.ts'
import { connectionFailure, refusal } from './grafana-problem.ts'
import type { GrafanaRequest, Method } from './grafana-request.ts'
import { describeGrafana, grafanaUrl } from './grafana-url.ts'
import { transientRefusal } from './transient-refusal.ts'

/** Where a Grafana is, and what lets us in: a token, or `user:password`. */
export interface GrafanaAccess {
  readonly url: string
  readonly token: string
  /** Milliseconds that one request may take; 15 s unless said otherwise. */
  readonly timeout?: number
  /** Told in words what is waited for, once for each wait. */
  readonly onWait?: (words: string) => void
}

/**
 * Grafana's HTTP API: requests with the token, answers read with care, failures in words.
 *
 * @example const folder = await new GrafanaApi({ url, token }).find('/api/folders/shop')
 */
export class GrafanaApi {
  readonly #url: URL
  readonly #authorization: string
  readonly #timeout: number
  readonly #secrets: Set<string>
  readonly #onWait: (words: string) => void

  constructor({ url, token, timeout = 15_000, onWait = () => {} }: GrafanaAccess) {
    this.#url = grafanaUrl(url)
    requireToken(token)
    this.#timeout = timeout
    this.#onWait = onWait
    this.#authorization = token.includes(':')
      ? `Basic ${Buffer.from(token).toString('base64')}`
      : `Bearer ${token}`
    this.#secrets = new Set([token, token.slice(token.indexOf(':') + 1)])
  }

  /** The address, for people. */
  get address(): string {
    return describeGrafana(this.#url)
  }

  /** Keeps a secret that is sent out of every message of an error. */
  hide(secret: string): void {
    this.#secrets.add(secret)
  }

  /** Reads what must be there. */
  async get(path: string, query: Readonly<Record<string, string | readonly string[]>> = {}): Promise<Answer> {
    const request = this.#request('GET', withQuery(path, query))
    const answer = await this.#exchange(request)
    if (answer === undefined) throw refusal(request, 404, 'Not found')
    return answer
  }

  /** Reads what may not be there. */
  find(path: string): Promise<Answer | undefined> {
    return this.#exchange(this.#request('GET', path))
  }

  /** Creates or changes something. */
  async send(
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    body: JsonObject,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const request = this.#request(method, path)
    const answer = await this.#exchange(request, { body, headers })
    if (answer === undefined) throw refusal(request, 404, 'Not found')
    return answer
  }

  /** Deletes something; what is gone already is fine. */
  async remove(path: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#exchange(this.#request('DELETE', path), { headers })
  }

  #request(method: Method, path: string): GrafanaRequest {
    return { method, path, grafana: this.address }
  }

  /**
   * The answer to a request, or undefined where Grafana says that there is no such thing; a refusal that passes by
   * itself is waited for.
   */
  async #exchange(request: GrafanaRequest, content: Content = {}): Promise<Answer | undefined> {
    const { method, path } = request
    const start = performance.now()
    let told: string | undefined
    for (;;) {
      const { response, found } = await this.#ask(request, content)
      if (response.ok && found !== notJson) return new Answer(found, `${method} ${path}`)
      const message = this.#withoutSecrets(messageOf(response, found))
      const passes = transientRefusal(request, response.status, message)
      if (!passes || performance.now() - start > passes.milliseconds) {
        if (response.status === 404 && found !== notJson) return undefined
        throw refusal(request, response.status, message)
      }
      if (told !== passes.words) this.#onWait(passes.words)
      told = passes.words
      await setTimeout(passes.pause * (0.5 + Math.random()))
    }
  }

  async #ask(request: GrafanaRequest, content: Content): Promise<{ response: Response; found: unknown }> {
    const { method, path } = request
    const sent = 'body' in content
    const response = await fetch(`${this.address}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(this.#timeout),
      headers: {
        accept: 'application/json',
        authorization: this.#authorization,
        ...(sent ? { 'content-type': 'application/json' } : {}),
        ...content.headers,
      },
      ...(sent ? { body: JSON.stringify(content.body) } : {}),
    }).catch((cause: unknown) => {
      throw connectionFailure(request, cause)
    })
    const text = await response.text().catch((cause: unknown) => {
      throw connectionFailure(request, cause)
    })
    return { response, found: parsed(text) }
  }

  #withoutSecrets(text: string): string {
    let safe = text
    for (const secret of this.#secrets) if (secret.length > 2) safe = safe.replaceAll(secret, '***')
    return safe
  }
}

/** A header would repeat a token that it cannot hold in its own error. */
function requireToken(token: string): void {
  if (token.includes(':') || /^[\x21-\x7e]+$/.test(token)) return
  throw new SightlineError({
    code: 'invalid-grafana-token',
    what:
      token === ''
        ? 'The token for Grafana is empty.'
        : 'The token for Grafana has characters that no token has.',
    next: 'Copy it again: it is one line of letters, digits and underscores.',
  })
}

interface Content {
  readonly body?: JsonObject
  readonly headers?: Readonly<Record<string, string>>
}

const notJson = Symbol('not JSON')

/** An empty answer is one without content. */
function parsed(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return notJson
  }
}

function messageOf(response: Response, found: unknown): string {
  if (response.status >= 300 && response.status < 400) return response.headers.get('location') ?? ''
  if (found === notJson) return ''
  return typeof found === 'object' && found !== null && 'message' in found ? String(found.message) : ''
}

function withQuery(path: string, query: Readonly<Record<string, string | readonly string[]>>): string {
  const parameters = new URLSearchParams()
  for (const [name, values] of Object.entries(query))
    for (const value of typeof values === 'string' ? [values] : values) parameters.append(name, value)
  return parameters.size === 0 ? path : `${path}?${parameters}`
}
