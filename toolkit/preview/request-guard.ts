import type { IncomingMessage } from 'node:http'
import type { Refusal } from './api.ts'

/**
 * Why a request is not answered, if it is not: a page of another site may reach this address through a name of its own
 * that leads here, or send requests from a browser that is open on this machine.
 */
export function refusalOf(
  { headers, method, url = '/' }: IncomingMessage,
  port: number,
): Refusal | undefined {
  const own = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port}`)
  const next = `Open http://127.0.0.1:${port} itself.`
  if (!own.includes(headers.host ?? ''))
    return { what: 'The preview answers under its own address only.', next }
  const site = headers['sec-fetch-site']
  const foreign = headers.origin !== undefined && !own.some((host) => headers.origin === `http://${host}`)
  if (foreign || (url.startsWith('/api/') && (site === 'cross-site' || site === 'same-site')))
    return { what: 'The preview does not answer to other pages.', next }
  if (!targetOf(url)) return { what: 'This is not an address of the preview.', next }
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST')
    return { what: `The preview does not know ${method}.`, next }
  return undefined
}

/**
 * What a request asks for; undefined where that is no path. A browser sends `//` and the like for any page that asks it
 * to, and a path that cannot be decoded.
 */
export function targetOf(url: string): URL | undefined {
  if (!url.startsWith('/') || url.startsWith('//') || !isDecodable(url)) return undefined
  const address = `http://preview${url}`
  return URL.canParse(address) ? new URL(address) : undefined
}

function isDecodable(url: string): boolean {
  try {
    return !decodeURIComponent(url.split('?')[0] ?? '').includes('\0')
  } catch {
    return false
  }
}

/** The page may load its own parts only, and nobody may frame it. */
export const securityHeaders = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const
