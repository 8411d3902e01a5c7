import * as v from 'valibot'
import type { JsonObject } from '../foundation/json.ts'
import { flag, jsonObject, listOf, textOrNone } from './answer.ts'
import type { GrafanaApi } from './grafana-api.ts'

/** A dashboard as a search finds it. */
export interface DashboardHit {
  readonly uid: string
  readonly title: string
  readonly tags: readonly string[]
}

/** A dashboard as Grafana has it. */
export interface GrafanaDashboard {
  readonly uid: string
  readonly folderUid: string
  /** Whether Grafana reads it from a file, so that nobody can change it over the API. */
  readonly provisioned: boolean
  readonly json: JsonObject
}

const hitsAnswer = listOf(
  v.object({
    uid: v.string(),
    title: v.string(),
    tags: v.nullish(v.array(v.string()), []),
    folderUid: textOrNone,
  }),
)
const dashboardAnswer = v.object({
  meta: v.object({ folderUid: textOrNone, provisioned: flag }),
  dashboard: jsonObject,
})

const pageSize = 1000

/** The dashboards in a folder; versions of Grafana that do not know the filter find more, which is why it is repeated. */
export async function dashboardsInFolder(api: GrafanaApi, folderUid: string): Promise<DashboardHit[]> {
  const found: DashboardHit[] = []
  for (let page = 1; ; page++) {
    const query = { type: 'dash-db', folderUIDs: folderUid, limit: String(pageSize), page: String(page) }
    const hits = (await api.get('/api/search', query)).as(hitsAnswer)
    for (const { folderUid: place, ...hit } of hits) if (place === folderUid) found.push(hit)
    if (hits.length < pageSize) return found
  }
}

export async function findDashboard(api: GrafanaApi, uid: string): Promise<GrafanaDashboard | undefined> {
  const found = await api.find(`/api/dashboards/uid/${encodeURIComponent(uid)}`)
  if (!found) return undefined
  const { meta, dashboard } = found.as(dashboardAnswer)
  return { uid, ...meta, json: dashboard }
}

/** Creates a dashboard or replaces the one with its uid; the message stands in its history. */
export async function saveDashboard(
  api: GrafanaApi,
  { folderUid, json, message }: { folderUid: string; json: JsonObject; message: string },
): Promise<void> {
  const dashboard = { ...json, id: null }
  await api.send('POST', '/api/dashboards/db', { dashboard, folderUid, message, overwrite: true })
}

export async function removeDashboard(api: GrafanaApi, uid: string): Promise<void> {
  await api.remove(`/api/dashboards/uid/${encodeURIComponent(uid)}`)
}
