import type { IncomingMessage, ServerResponse } from 'node:http'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { QueryLine } from './api.ts'
import type { EventStream } from './event-stream.ts'
import type { PreviewSession } from './preview-session.ts'
import { readQueryRequest, variablesInAddress } from './query-request.ts'
import { securityHeaders, targetOf } from './request-guard.ts'
import { sendPage } from './static-files.ts'

/** What an answer is made from. */
export interface Answering {
  readonly session: PreviewSession
  readonly events: EventStream
  readonly pageFolder: string
}

/** Answers one request that was let in. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  answering: Answering,
): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  try {
    const target = targetOf(request.url ?? '/')
    if (!target)
      return sendJson(response, 400, { what: 'This is not a path.', next: 'Open the page itself.' })
    const { pathname, searchParams } = target
    if (!pathname.startsWith('/api/')) return await sendPage(response, answering.pageFolder, pathname)
    await answerQuestion(request, response, pathname.slice('/api/'.length), searchParams, answering)
  } catch (error) {
    if (response.headersSent) response.end()
    else sendRefusal(response, error)
  }
}

async function answerQuestion(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  address: URLSearchParams,
  { session, events }: Answering,
): Promise<void> {
  const [subject = '', uid = '', part] = path.split('/').map(decodeURIComponent)
  if (path === 'query' && request.method === 'POST') return answerQuery(request, response, session)
  if (request.method === 'POST')
    return sendJson(response, 405, { what: 'This is only read.', next: 'Use GET.' })
  if (path === 'events') return events.add(response)
  if (path === 'project') return sendJson(response, 200, session.project())
  if (path === 'alerts') return sendJson(response, 200, await session.alerts())
  if (path === 'lineage') return sendJson(response, 200, await session.lineage())
  if (subject === 'dashboards' && part === undefined) return sendJson(response, 200, session.dashboard(uid))
  if (path === 'reports') return sendJson(response, 200, await session.reports())
  if (subject === 'reports' && part === undefined) {
    const asked = { user: address.get('user') ?? undefined, day: address.get('period') ?? undefined }
    return sendMail(response, await session.reportPage(uid, asked))
  }
  const range = { from: address.get('from') ?? 'now-6h', to: address.get('to') ?? 'now' }
  if (subject === 'alerts' && part === 'backtest')
    return sendJson(response, 200, await session.backtest(uid, range))
  if (subject === 'dashboards' && part === 'marks')
    return sendJson(response, 200, await session.marks(uid, variablesInAddress(address), range))
  if (subject === 'dashboards' && part === 'variables') {
    const { shown } = await session.variables(uid, variablesInAddress(address), range)
    return sendJson(response, 200, shown)
  }
  sendJson(response, 404, { what: 'The preview has no such answer.', next: 'Open the page itself.' })
}

/** A report stands in a frame of the page, and may do nothing there but show itself. */
function sendMail(response: ServerResponse, html: string): void {
  const policy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
  })
  response.end(html)
}

async function answerQuery(
  request: IncomingMessage,
  response: ServerResponse,
  session: PreviewSession,
): Promise<void> {
  const asked = await readQueryRequest(request)
  const gone = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  const send = (line: QueryLine) => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    response.write(`${JSON.stringify(line)}\n`)
  }
  await session.query(asked, send, gone.signal)
  response.end()
}

function sendRefusal(response: ServerResponse, error: unknown): void {
  const known = error instanceof SightlineError
  const message = error instanceof Error ? error.message : String(error)
  const { what, value, next } = known
    ? error.problem
    : { what: message, value: undefined, next: 'Try again.' }
  sendJson(response, known ? 400 : 500, { what: value === undefined ? what : `${what} (${value})`, next })
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(value))
}
