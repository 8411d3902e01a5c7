import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import { ruleDuration } from '../grafana/model/alerts/durations.ts'
import type { GrafanaRule } from '../grafana-api/alert-rules.ts'
import { findDashboard } from '../grafana-api/dashboards.ts'
import type { GrafanaApi } from '../grafana-api/grafana-api.ts'
import { groupKey, type LiveGrafana, readLiveGrafana } from '../grafana-api/live-grafana.ts'
import type { DesiredGrafana, GrafanaFolder } from '../release/desired-grafana.ts'
import type { ComparedAlert, ComparedContactPoint, ComparedGrafana } from './compared-release.ts'

/** What a release wants of a Grafana, as one side of a comparison. */
export function comparedGrafana(desired: DesiredGrafana): ComparedGrafana {
  const { folder, folders, contactPoints, messageTemplates, muteTimings, dataSources } = desired
  return {
    dashboards: desired.dashboards.flatMap(({ json }) => comparedDashboard(json)),
    alerts: desired.ruleGroups.flatMap(({ seconds, folderUid, rules }) =>
      rules.flatMap(({ json }) => comparedAlert(json, seconds, titleOf(folderUid, [folder, ...folders]))),
    ),
    contactPoints: contactPoints.map(({ name, integrations }) => ({ name, receivers: integrations })),
    messageTemplates,
    muteTimings,
    dataSources,
  }
}

/**
 * What a Grafana has now of a project, as one side of a comparison.
 *
 * @throws SightlineError where Grafana cannot be reached, or does not let us read
 * @example const base = await grafanaNow(api, desiredGrafana(release))
 */
export async function grafanaNow(api: GrafanaApi, desired: DesiredGrafana): Promise<ComparedGrafana> {
  const live = await readLiveGrafana(api, desired)
  const others = live.inFolder.filter(
    ({ uid, tags }) => !live.dashboards.has(uid) && tags.includes(desired.dashboardTag),
  )
  const left = await Promise.all(others.map(({ uid }) => findDashboard(api, uid)))
  const dashboards = [...live.dashboards.values(), ...left.flatMap((one) => one ?? [])]
  const names = new Set(desired.contactPoints.map(({ name }) => name))
  const timings = new Set(desired.muteTimings.map(({ name }) => name))
  const templates = new Set(desired.messageTemplates.map(({ name }) => name))
  return {
    dashboards: dashboards.flatMap(({ json }) => comparedDashboard(json)),
    alerts: live.rules
      .filter((rule) => isOurs(rule, desired))
      .flatMap((rule) =>
        comparedAlert(
          rule.json,
          live.intervals.get(groupKey({ folderUid: rule.folderUid, name: rule.group })) ?? 60,
          titleOf(rule.folderUid, [live.folder ?? desired.folder, ...live.nested]),
        ),
      ),
    contactPoints: liveContactPoints(live).filter(({ name }) => names.has(name)),
    messageTemplates: live.templates.filter(({ name }) => templates.has(name)),
    muteTimings: live.muteTimings.filter(({ name }) => timings.has(name)),
    dataSources: desired.dataSources,
  }
}

const isOurs = (
  { folderUid, group }: GrafanaRule,
  { folder, folders, groupPrefix }: DesiredGrafana,
): boolean => [folder, ...folders].some(({ uid }) => uid === folderUid) && group.startsWith(groupPrefix)

const titleOf = (wanted: string, folders: readonly GrafanaFolder[]): string =>
  folders.find(({ uid }) => uid === wanted)?.title ?? wanted

function liveContactPoints({ integrations }: LiveGrafana): ComparedContactPoint[] {
  const names = new Set(integrations.map(({ name }) => name))
  return [...names].map((name) => ({
    name,
    receivers: integrations.filter((integration) => integration.name === name),
  }))
}

function comparedAlert(json: object, seconds: number, folder: string): ComparedAlert[] {
  if (!isRule(json)) return []
  // The API has another name for it than files, and gives it always.
  const keep = 'keep_firing_for' in json ? ruleDuration(String(json.keep_firing_for)) : 0
  const rule = keep > 0 ? { ...json, keepFiringFor: durationText(keep / 1000) } : json
  return [{ rule, every: durationText(seconds), folder }]
}

/** Seconds in the largest unit that fits: `5m`. */
export function durationText(seconds: number): string {
  const units = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'm'],
  ] as const
  const found = units.find(([size]) => seconds >= size && seconds % size === 0)
  return found ? `${seconds / found[0]}${found[1]}` : `${seconds}s`
}

const comparedDashboard = (json: object): DashboardJson[] => (isDashboard(json) ? [json] : [])

/** Whether this is a dashboard in the classic form. */
function isDashboard(json: object): json is DashboardJson {
  return (
    'title' in json && typeof json.title === 'string' && (!('panels' in json) || Array.isArray(json.panels))
  )
}

/** Whether this is a rule with queries. */
function isRule(json: object): json is RuleJson {
  return 'title' in json && typeof json.title === 'string' && 'data' in json && Array.isArray(json.data)
}
