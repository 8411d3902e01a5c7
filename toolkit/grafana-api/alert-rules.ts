import * as v from 'valibot'
import type { JsonObject } from '../foundation/json.ts'
import { jsonObject, listOf, textOrNone } from './answer.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { provenanceHeaders } from './provenance.ts'

/** A rule as Grafana has it. */
export interface GrafanaRule {
  readonly uid: string
  readonly title: string
  readonly folderUid: string
  readonly group: string
  /** What made it: empty for a person, `api` or `file`. */
  readonly provenance: string
  readonly json: JsonObject
}

const base = '/api/v1/provisioning'

const ruleAnswer = v.intersect([
  v.object({
    uid: v.string(),
    title: v.string(),
    folderUID: v.string(),
    ruleGroup: v.string(),
    provenance: textOrNone,
  }),
  v.pipe(
    jsonObject,
    v.transform((json) => ({ json })),
  ),
])

export async function allRules(api: GrafanaApi): Promise<GrafanaRule[]> {
  const rules = (await api.get(`${base}/alert-rules`)).as(listOf(ruleAnswer))
  return rules.map(({ folderUID: folderUid, ruleGroup: group, ...rule }) => ({ ...rule, folderUid, group }))
}

/** How often a group is evaluated, in seconds; undefined where there is no such group. */
export async function groupInterval(
  api: GrafanaApi,
  folderUid: string,
  group: string,
): Promise<number | undefined> {
  const found = await api.find(groupPath(folderUid, group))
  return found?.as(v.object({ interval: v.number() })).interval
}

export async function createRule(api: GrafanaApi, rule: JsonObject): Promise<void> {
  await api.send('POST', `${base}/alert-rules`, rule, provenanceHeaders(''))
}

export async function changeRule(
  api: GrafanaApi,
  { uid, provenance }: GrafanaRule,
  rule: JsonObject,
): Promise<void> {
  await api.send('PUT', `${base}/alert-rules/${encodeURIComponent(uid)}`, rule, provenanceHeaders(provenance))
}

export async function removeRule(api: GrafanaApi, { uid, provenance }: GrafanaRule): Promise<void> {
  await api.remove(`${base}/alert-rules/${encodeURIComponent(uid)}`, provenanceHeaders(provenance))
}

/** Sets how often the rules of a group are evaluated; without a list of rules, Grafana leaves them as they are. */
export async function setGroupInterval(
  api: GrafanaApi,
  {
    folderUid,
    group,
    seconds,
    provenance,
  }: { folderUid: string; group: string; seconds: number; provenance: string },
): Promise<void> {
  const body = { title: group, folderUid, interval: seconds }
  await api.send('PUT', groupPath(folderUid, group), body, provenanceHeaders(provenance))
}

const groupPath = (folderUid: string, group: string): string =>
  `${base}/folder/${encodeURIComponent(folderUid)}/rule-groups/${encodeURIComponent(group)}`
