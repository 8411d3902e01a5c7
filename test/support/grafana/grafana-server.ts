import { createServer, type IncomingMessage } from 'node:http'
import { isJsonObject, type JsonObject } from '../../../toolkit/foundation/json.ts'
import { releaseLater } from '../resources.ts'
import { annotationRoutes } from './annotation-routes.ts'
import { contactPointRoutes } from './contact-point-routes.ts'
import { dashboardRoutes } from './dashboard-routes.ts'
import { dataSourceRoutes } from './data-source-routes.ts'
import { undocumented } from './documented-fields.ts'
import { folderRoutes } from './folder-routes.ts'
import { GrafanaState } from './grafana-state.ts'
import { muteTimingRoutes } from './mute-timing-routes.ts'
import { ok, type Reply, type Role, type Route, refuse } from './route.ts'
import { ruleGroupRoutes, ruleRoutes } from './rule-routes.ts'
import { templateRoutes } from './template-routes.ts'

const organization: Route = {
  method: 'GET',
  path: /^\/api\/org$/,
  role: 'Viewer',
  handle: () => ok({ id: 1, name: 'Main Org.', address: {} }),
}

const routes: readonly Route[] = [
  organization,
  ...folderRoutes,
  ...dataSourceRoutes,
  ...dashboardRoutes,
  ...annotationRoutes,
  ...ruleRoutes,
  ...ruleGroupRoutes,
  ...contactPointRoutes,
  ...templateRoutes,
  ...muteTimingRoutes,
]

const roles = ['Viewer', 'Editor', 'Admin'] as const

/** A server that holds requests to Grafana's documented API, and answers as documented. */
export interface GrafanaServer {
  readonly url: string
  readonly state: GrafanaState
  /** The requests so far that changed something, as `POST /api/folders`. */
  readonly writes: string[]
  /** What was refused because the documentation knows no such request. */
  readonly mistakes: string[]
}

export interface ServerOptions {
  /** The role of each token; `admin-token` is an administrator's unless said otherwise. */
  readonly tokens?: Readonly<Record<string, Role>>
}

/** Starts a server for one test file. */
export async function grafanaServer({
  tokens = { 'admin-token': 'Admin' },
}: ServerOptions = {}): Promise<GrafanaServer> {
  const state = new GrafanaState()
  const writes: string[] = []
  const mistakes: string[] = []
  const server = createServer(async (request, response) => {
    const { status, body } = await replyTo(request, { state, tokens, writes, mistakes })
    response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' })
    response.end(body === undefined ? '' : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  releaseLater(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, state, writes, mistakes }
}

interface Context extends Omit<GrafanaServer, 'url'> {
  readonly tokens: Readonly<Record<string, Role>>
}

async function replyTo(
  request: IncomingMessage,
  { state, tokens, writes, mistakes }: Context,
): Promise<Reply> {
  const { method = '', headers } = request
  const url = new URL(request.url ?? '/', 'http://grafana')
  const text = await textOf(request)
  const mistake = (message: string) => {
    mistakes.push(`${method} ${url.pathname}: ${message}`)
    return refuse(400, message)
  }
  if (url.pathname === '/api/health') return ok({ commit: 'none', database: 'ok', version: '11.6.0' })
  const role = roleOf(headers.authorization ?? '', tokens)
  if (!role) return refuse(401, 'Invalid API key')
  const route = routes.find((one) => one.method === method && one.path.test(url.pathname))
  if (!route) return mistake('no such request is documented')
  if (roles.indexOf(role) < roles.indexOf(route.role))
    return refuse(403, "You'll need additional permissions to perform this action.")
  const strange = [...url.searchParams.keys()].filter((name) => !(route.query ?? []).includes(name))
  if (strange.length > 0) return mistake(`unknown parameter ${strange.join(', ')}`)
  const body = route.body ? bodyOf(text, headers['content-type']) : {}
  if (body === undefined) return mistake('the body is not JSON, or not said to be')
  const [wrong] = route.body ? undocumented(body, route.body) : []
  if (wrong !== undefined) return mistake(wrong)
  if (method !== 'GET') writes.push(`${method} ${decodeURIComponent(url.pathname)}`)
  const path = (route.path.exec(url.pathname) ?? []).slice(1).map(decodeURIComponent)
  const provenance = headers['x-disable-provenance'] === undefined ? 'api' : ''
  return route.handle({ state, path, query: url.searchParams, body, provenance })
}

function roleOf(authorization: string, tokens: Readonly<Record<string, Role>>): Role | undefined {
  const [scheme, value = ''] = authorization.split(' ')
  if (scheme === 'Bearer') return tokens[value]
  return scheme === 'Basic' ? tokens[Buffer.from(value, 'base64').toString()] : undefined
}

function bodyOf(text: string, type: string | undefined): JsonObject | undefined {
  if (!type?.startsWith('application/json')) return undefined
  const value: unknown = JSON.parse(text)
  return isJsonObject(value) ? value : undefined
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
