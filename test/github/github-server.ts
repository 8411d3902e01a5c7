import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { releaseLater } from '../support/resources.ts'

/** A comment as the server keeps it. */
export interface KeptComment {
  readonly id: number
  body: string
  readonly user: { readonly login: string; readonly type: 'User' | 'Bot' } | null
}

/** Who writes with the token of the workflow. */
export const bot = { login: 'github-actions[bot]', type: 'Bot' } as const

/** A server that answers as GitHub's documentation says, and refuses what that does not allow. */
export interface GitHubServer {
  readonly url: string
  readonly comments: KeptComment[]
  readonly requests: string[]
  /** Statuses with which the next requests are refused. */
  readonly failures: number[]
}

export const token = 'ghs_of_the_workflow'
export const personalToken = 'ghp_of_ada'
const person = { login: 'ada', type: 'User' } as const
const repository = 'acme/shop'

/** Starts the server; its repository is acme/shop, and its pull request is number 7. */
export async function gitHubServer(): Promise<GitHubServer> {
  const state: Omit<GitHubServer, 'url'> = { comments: [], requests: [], failures: [] }
  const server = createServer(async (request, response) => {
    const { status, content } = await answer(request, state)
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(content))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  releaseLater(async () => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { ...state, url: `http://127.0.0.1:${port}` }
}

async function answer(
  request: IncomingMessage,
  { comments, requests, failures }: Omit<GitHubServer, 'url'>,
): Promise<{ status: number; content: unknown }> {
  const { method = '', url = '', headers } = request
  const { pathname, searchParams } = new URL(url, 'http://github')
  requests.push(`${method} ${pathname}`)
  const failure = failures.shift()
  if (failure !== undefined) return { status: failure, content: { message: 'Not now' } }
  const user = { [`Bearer ${token}`]: bot, [`Bearer ${personalToken}`]: person }[headers.authorization ?? '']
  if (!user) return { status: 401, content: { message: 'Bad credentials' } }
  if (headers['user-agent'] === undefined || headers.accept !== 'application/vnd.github+json')
    return { status: 403, content: { message: 'Request forbidden by administrative rules' } }
  if (method === 'GET' && pathname === '/user')
    return user === person
      ? { status: 200, content: person }
      : { status: 403, content: { message: 'Resource not accessible by integration' } }
  const list = `/repos/${repository}/issues/7/comments`
  if (method === 'GET' && pathname === list) {
    const size = Number(searchParams.get('per_page') ?? 30)
    if (size > 100) return { status: 422, content: { message: 'Validation Failed' } }
    const start = (Number(searchParams.get('page') ?? 1) - 1) * size
    return { status: 200, content: comments.slice(start, start + size).map(shown) }
  }
  const { body }: { body?: unknown } = JSON.parse((await text(request)) || '{}')
  if (typeof body !== 'string' || body.length > 65_536)
    return { status: 422, content: { message: 'Body is too long (maximum is 65536 characters)' } }
  if (method === 'POST' && pathname === list) {
    const comment = { id: comments.length + 100, body, user }
    comments.push(comment)
    return { status: 201, content: shown(comment) }
  }
  const id = Number(new RegExp(`^/repos/${repository}/issues/comments/(\\d+)$`).exec(pathname)?.[1])
  const found = method === 'PATCH' ? comments.find((comment) => comment.id === id) : undefined
  if (!found) return { status: 404, content: { message: 'Not Found' } }
  found.body = body
  return { status: 200, content: shown(found) }
}

const shown = ({ id, body, user }: KeptComment) => ({
  id,
  user,
  body: body.replaceAll('\n', '\r\n'),
  html_url: `https://github.com/${repository}/pull/7#issuecomment-${id}`,
})
