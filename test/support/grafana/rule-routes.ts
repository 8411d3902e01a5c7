import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../toolkit/foundation/json.ts'
import { bodies, undocumented } from './documented-fields.ts'
import type { GrafanaState } from './grafana-state.ts'
import { type Call, ok, type Reply, type Route, refuse } from './route.ts'

const base = '^/api/v1/provisioning'

/** Alert rules. */
export const ruleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`${base}/alert-rules$`),
    role: 'Admin',
    handle: ({ state }) => ok([...state.rules.values()]),
  },
  {
    method: 'POST',
    path: new RegExp(`${base}/alert-rules$`),
    role: 'Admin',
    body: bodies.rule,
    handle: (call) => {
      if (call.state.rules.has(String(call.body.uid))) return refuse(409, 'alert rule with this UID exists')
      return storeRule(call, String(call.body.uid), 201)
    },
  },
  {
    method: 'PUT',
    path: new RegExp(`${base}/alert-rules/([^/]+)$`),
    role: 'Admin',
    body: bodies.rule,
    handle: (call) => {
      const [uid = ''] = call.path
      const found = call.state.rules.get(uid)
      if (!found) return refuse(404, 'alert rule not found')
      if (found.provenance !== '' && found.provenance !== call.provenance)
        return refuse(409, `cannot change provenance from '${found.provenance}' to '${call.provenance}'`)
      return storeRule(call, uid, 200)
    },
  },
  {
    method: 'DELETE',
    path: new RegExp(`${base}/alert-rules/([^/]+)$`),
    role: 'Admin',
    handle: ({ state, path: [uid = ''] }) => {
      state.rules.delete(uid)
      return { status: 204, body: undefined }
    },
  },
]

function storeRule({ state, body, provenance }: Call, uid: string, status: number): Reply {
  const problem = ruleProblem(state, body, uid)
  if (problem !== undefined) return refuse(400, problem)
  const key = `${body.folderUID}/${body.ruleGroup}`
  const isNew = ![...state.rules.values()].some((rule) => `${rule.folderUID}/${rule.ruleGroup}` === key)
  if (isNew) state.intervals.set(key, 60)
  const stored = {
    isPaused: false,
    ...body,
    id: Number(state.rules.get(uid)?.id ?? state.nextId()),
    uid,
    orgID: 1,
    updated: '2026-01-01T00:00:00Z',
    provenance: provenance,
    for: goDuration(String(body.for)),
    data: isJsonList(body.data) ? body.data.map(storedQuery) : [],
  }
  state.rules.set(uid, stored)
  return ok(stored, status)
}

function ruleProblem(state: GrafanaState, body: JsonObject, uid: string): string | undefined {
  if (!/^[\w-]{1,40}$/.test(uid)) return 'invalid uid'
  if (!state.folders.has(String(body.folderUID))) return 'folder not found'
  const queries = isJsonList(body.data) ? body.data : []
  const [wrong] = queries.flatMap((query) => undocumented(isJsonObject(query) ? query : {}, bodies.ruleQuery))
  if (wrong !== undefined) return `invalid query: ${wrong}`
  const settings = body.notification_settings
  const receiver = isJsonObject(settings) ? settings.receiver : undefined
  const known = [...state.integrations.values()].some(({ name }) => name === receiver)
  if (receiver !== undefined && !known) return `receiver '${receiver}' does not exist`
  const sameTitle = [...state.rules.values()].some(
    (rule) => rule.uid !== uid && rule.folderUID === body.folderUID && rule.title === body.title,
  )
  return sameTitle ? 'rule with the same title exists in the folder' : undefined
}

/** Grafana adds these to the model of a query before it stores it. */
function storedQuery(query: Json): Json {
  if (!isJsonObject(query) || !isJsonObject(query.model)) return query
  return { queryType: '', ...query, model: { intervalMs: 1000, maxDataPoints: 43_200, ...query.model } }
}

/** A length of time as Prometheus writes it. */
function goDuration(text: string): string {
  const unit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }
  let rest = 0
  for (const [, number, name = 's'] of text.matchAll(/(\d+)([smhd])/g))
    rest += Number(number) * (unit[name] ?? 1)
  if (rest === 0) return '0s'
  let written = ''
  for (const [name, seconds] of Object.entries(unit).reverse()) {
    if (rest >= seconds) written += `${Math.floor(rest / seconds)}${name}`
    rest %= seconds
  }
  return written
}

/** Groups of alert rules. */
export const ruleGroupRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`${base}/folder/([^/]+)/rule-groups/([^/]+)$`),
    role: 'Admin',
    handle: ({ state, path: [folderUid = '', title = ''] }) => {
      const found = inGroup(state, folderUid, title)
      if (found.length === 0) return refuse(404, 'rule group not found')
      return ok({ title, folderUid, interval: state.intervals.get(`${folderUid}/${title}`), rules: found })
    },
  },
  {
    method: 'PUT',
    path: new RegExp(`${base}/folder/([^/]+)/rule-groups/([^/]+)$`),
    role: 'Admin',
    body: bodies.ruleGroup,
    handle: ({ state, path: [folderUid = '', title = ''], body }) => {
      if (Number(body.interval) % 10 !== 0) return refuse(400, 'interval must be a multiple of 10 seconds')
      if (body.rules !== undefined) return refuse(400, 'this server knows groups without their rules only')
      if (inGroup(state, folderUid, title).length > 0)
        state.intervals.set(`${folderUid}/${title}`, Number(body.interval))
      return ok(body)
    },
  },
]

const inGroup = ({ rules: all }: GrafanaState, folderUid: string, group: string) =>
  [...all.values()].filter((rule) => rule.folderUID === folderUid && rule.ruleGroup === group)
