import type { DesiredGrafana } from '../release/desired-grafana.ts'
import { changeRule, createRule, removeRule, setGroupInterval } from './alert-rules.ts'
import type { GrafanaDifference } from './compare-grafana.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { groupKey, type LiveGrafana } from './live-grafana.ts'

/** Makes a rule what it should be, or removes it; each by itself, since Grafana 9 refuses new rules with a group. */
export async function pushRule(
  api: GrafanaApi,
  { ruleGroups }: DesiredGrafana,
  { rules, identity }: LiveGrafana,
  { uid, state }: GrafanaDifference,
): Promise<void> {
  const found = rules.find((rule) => rule.uid === uid)
  if (state === 'left over') {
    if (found) await removeRule(api, found)
    return
  }
  const wanted = ruleGroups.flatMap((group) => group.rules).find((rule) => rule.uid === uid)
  if (!wanted) return
  const rule = { ...wanted.json, orgID: identity.organizationId }
  if (found) await changeRule(api, found, rule)
  else await createRule(api, rule)
}

/** A group that is new has Grafana's own interval; Grafana knows no other way to set it. */
export async function pushRuleGroups(
  api: GrafanaApi,
  { ruleGroups }: DesiredGrafana,
  { intervals, rules }: LiveGrafana,
): Promise<void> {
  for (const { name: group, folderUid, seconds } of ruleGroups) {
    if (intervals.get(groupKey({ folderUid, name: group })) === seconds) continue
    const provenance =
      rules.find((rule) => rule.folderUid === folderUid && rule.group === group)?.provenance ?? ''
    await setGroupInterval(api, { folderUid, group, seconds, provenance })
  }
}
