import { gunzip } from 'node:zlib'
import { isObject } from '../../rollups/read-event.ts'
import type { Limits } from './limits.ts'
import { RequestRefused } from './request-refused.ts'

/** An event as somebody sent it. */
export interface SentEvent {
  /** The line of NDJSON, or the place in a list. */
  readonly line: number
  readonly event: string
  readonly data: unknown
  readonly id: string | undefined
}

export interface RefusedLine {
  readonly line: number
  readonly reason: string
}

/** Reads what was posted: one event, a list of them, or one on each line; what cannot be read is told by its line. */
export async function readBody(
  bytes: Buffer,
  { type, encoding }: { readonly type: string; readonly encoding: string | undefined },
  limits: Limits,
): Promise<{ readonly events: readonly SentEvent[]; readonly refused: readonly RefusedLine[] }> {
  const text = (await unpack(bytes, encoding, limits)).toString('utf8')
  const isLines = /^application\/(x-)?nd-?json|^application\/jsonl/.test(type)
  const parsed = isLines ? lines(text, limits) : [whole(text, limits)].flat()
  requireBatch(parsed, limits)
  const events: SentEvent[] = []
  const refused: RefusedLine[] = []
  for (const [place, value] of parsed.entries()) {
    const line = place + 1
    if (value instanceof RequestRefused) refused.push({ line, reason: value.message })
    else if (!isObject(value) || typeof value.event !== 'string')
      refused.push({ line, reason: 'an event is written as {"event": "name", "data": {…}}' })
    else if (value.id !== undefined && !isId(value.id))
      refused.push({ line, reason: 'an id is a text of 1 to 128 characters' })
    else
      events.push({ line, event: value.event, data: value.data, id: isId(value.id) ? value.id : undefined })
  }
  return { events, refused }
}

const isId = (id: unknown): id is string => typeof id === 'string' && id.length > 0 && id.length <= 128

async function unpack(bytes: Buffer, encoding: string | undefined, { body }: Limits): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return bytes
  if (encoding !== 'gzip') throw new RequestRefused(415, 'a body is sent as it is, or with gzip')
  return new Promise((resolve, reject) => {
    gunzip(bytes, { maxOutputLength: body }, (error, unpacked) => {
      if (!error) return resolve(unpacked)
      const isTooLarge = 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      reject(
        isTooLarge
          ? new RequestRefused(413, `a body has at most ${body} bytes once it is unpacked`)
          : new RequestRefused(400, 'the body is not gzip'),
      )
    })
  })
}

function whole(text: string, limits: Limits): unknown {
  const value = json(text, limits)
  if (value instanceof RequestRefused) throw value
  return value
}

/** They are counted before any of them is read. */
function lines(text: string, limits: Limits): unknown[] {
  const found = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  requireBatch(found, limits)
  return found.map((line) => json(line, limits))
}

function requireBatch({ length }: readonly unknown[], { batch }: Limits): void {
  if (length > batch)
    throw new RequestRefused(413, `a body has at most ${batch} events, and this has ${length}`)
}

/** The depth is looked at first: what is nested for ever is not read at all. */
function json(text: string, { depth }: Limits): unknown {
  if (nesting(text) > depth) return new RequestRefused(400, `it is nested deeper than ${depth} levels`)
  try {
    return JSON.parse(text)
  } catch {
    return new RequestRefused(400, 'it is not JSON')
  }
}

function nesting(text: string): number {
  let [level, deepest] = [0, 0]
  let isText = false
  for (let place = 0; place < text.length; place++) {
    const character = text[place]
    if (isText) {
      if (character === '\\') place++
      else if (character === '"') isText = false
    } else if (character === '"') isText = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++level)
    else if (character === '}' || character === ']') level--
  }
  return deepest
}
