import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { isJsonList, isJsonObject, type JsonObject } from '../../../toolkit/foundation/json.ts'
import { releaseLater } from '../resources.ts'
import { grafanaServer } from './grafana-server.ts'

/** A Grafana for tests: a real one where GRAFANA_URL names it, else a server that holds to the documented API. */
export interface TestGrafana {
  /** For titles of tests: which of the two it is. */
  readonly label: 'documented API server' | 'real Grafana'
  readonly url: string
  readonly token: string
  /** What a person would do in the browser: a request of ours, outside of the client. */
  byHand(method: string, path: string, body?: object): Promise<JsonObject>
  /** Requests that no documentation knows; only the server can tell. */
  readonly mistakes: readonly string[]
}

export const grafanaLabel = process.env.GRAFANA_URL ? 'real Grafana' : 'documented API server'

export async function testGrafana(): Promise<TestGrafana> {
  const { GRAFANA_URL: real, GRAFANA_TOKEN: realToken = 'admin:admin' } = process.env
  const server = real ? undefined : await grafanaServer()
  const url = server?.url ?? real ?? ''
  const token = real ? realToken : 'admin-token'
  const byHand = requests(url, token)
  return { label: grafanaLabel, url, token, byHand, mistakes: server?.mistakes ?? [] }
}

/** Requests as a person makes them, with a token or `user:password`; in an organization, where one is named. */
export function requests(url: string, token: string, organization?: string): TestGrafana['byHand'] {
  const authorization = token.includes(':') ? `Basic ${btoa(token)}` : `Bearer ${token}`
  const there = organization === undefined ? {} : { 'x-grafana-org-id': organization }
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization,
        'content-type': 'application/json',
        'x-disable-provenance': 'true',
        ...there,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    const value: unknown = text === '' ? {} : JSON.parse(text)
    return isJsonObject(value) ? value : { list: JSON.parse(text) }
  }
}

/** A name that no other test uses, in a real Grafana that others use too. */
export const uniqueName = (): string => `t${randomUUID().replaceAll('-', '').slice(0, 10)}`

/** Removes what the project of a test leaves in a real Grafana when the test file is done. */
export function removeLater(grafana: TestGrafana, name: string): void {
  if (grafanaLabel === 'real Grafana') releaseLater(() => removeNamed(grafana, name))
}

/** Removes everything that has the name of a project, but for roles and tables. */
export async function removeNamed({ byHand }: TestGrafana, name: string): Promise<void> {
  const provisioning = '/api/v1/provisioning'
  const attempt = (method: string, path: string) => untilDone(() => byHand(method, path))
  const removeListed = async (path: string, of: (one: JsonObject) => string | undefined) => {
    const { list } = await attempt('GET', path)
    for (const one of isJsonList(list) ? list.filter(isJsonObject) : []) {
      const found = of(one)
      if (found !== undefined) await attempt('DELETE', found)
    }
  }
  const named = (one: JsonObject) => String(one.name).startsWith(name)
  await attempt('DELETE', `/api/folders/${name}?forceDeleteRules=true`)
  await attempt('DELETE', `/api/datasources/uid/${name}-postgres`)
  const points = `${provisioning}/contact-points`
  await removeListed(points, (one) => (named(one) ? `${points}/${one.uid}` : undefined))
  const templates = `${provisioning}/templates`
  await removeListed(templates, (one) => (named(one) ? `${templates}/${one.name}` : undefined))
  const timings = `${provisioning}/mute-timings`
  await removeListed(timings, (one) =>
    named(one) ? `${timings}/${encodeURIComponent(String(one.name))}` : undefined,
  )
  await removeListed(`/api/annotations?tags=sightline&tags=${name}`, ({ id }) => `/api/annotations/${id}`)
}

/** Grafana fails writers at the same time; what it has not is as good as removed. */
async function untilDone(request: () => Promise<JsonObject>): Promise<JsonObject> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const problem = await request().catch((error: unknown) => String(error))
    if (typeof problem !== 'string') return problem
    if (!problem.includes(': 500 ') || Date.now() > deadline) return {}
    await setTimeout(100 + Math.random() * 300)
  }
}
