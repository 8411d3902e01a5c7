import type { DesiredGrafana, GrafanaFolder } from '../release/desired-grafana.ts'
import { allRules, type GrafanaRule, groupInterval } from './alert-rules.ts'
import { type Annotation, annotationsWithTags } from './annotations.ts'
import { allIntegrations, type GrafanaIntegration } from './contact-points.ts'
import { type DashboardHit, dashboardsInFolder, findDashboard, type GrafanaDashboard } from './dashboards.ts'
import { findDataSource, type GrafanaDataSource } from './data-sources.ts'
import { findFolder, topFolders } from './folders.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { type GrafanaIdentity, identifyGrafana } from './identity.ts'
import { allTemplates, type GrafanaTemplate } from './message-templates.ts'

/** What a Grafana has of what a release wants. */
export interface LiveGrafana {
  readonly identity: GrafanaIdentity
  readonly folder: GrafanaFolder | undefined
  /** The folders at the top, the project's among them. */
  readonly folders: readonly GrafanaFolder[]
  readonly dataSource: GrafanaDataSource | undefined
  /** A data source that has the name of the project's. */
  readonly dataSourceOfName: GrafanaDataSource | undefined
  /** Every dashboard in the project's folder. */
  readonly inFolder: readonly DashboardHit[]
  /** The dashboards of the release that are there, by uid, wherever they stand. */
  readonly dashboards: ReadonlyMap<string, GrafanaDashboard>
  readonly templates: readonly GrafanaTemplate[]
  readonly integrations: readonly GrafanaIntegration[]
  readonly rules: readonly GrafanaRule[]
  /** The seconds of the rule groups that are there, by name. */
  readonly intervals: ReadonlyMap<string, number>
  /** The marks of the project's releases, the newest first. */
  readonly marks: readonly Annotation[]
}

/**
 * Reads what a release is compared with; nothing is changed.
 *
 * @throws SightlineError where Grafana cannot be reached, or does not let us read
 */
export async function readLiveGrafana(api: GrafanaApi, desired: DesiredGrafana): Promise<LiveGrafana> {
  const { folder, dataSource, dashboards, ruleGroups, markTags } = desired
  const identity = await identifyGrafana(api)
  const [
    found,
    folders,
    source,
    sourceOfName,
    inFolder,
    ours,
    templates,
    integrations,
    rules,
    intervals,
    marks,
  ] = await Promise.all([
    findFolder(api, folder.uid),
    topFolders(api),
    findDataSource(api, 'uid', dataSource.uid),
    findDataSource(api, 'name', dataSource.name),
    dashboardsInFolder(api, folder.uid),
    Promise.all(dashboards.map(({ uid }) => findDashboard(api, uid))),
    allTemplates(api),
    allIntegrations(api),
    allRules(api),
    Promise.all(ruleGroups.map(({ name }) => groupInterval(api, folder.uid, name))),
    annotationsWithTags(api, markTags),
  ])
  return {
    identity,
    folder: found,
    folders,
    dataSource: source,
    dataSourceOfName: sourceOfName,
    inFolder,
    dashboards: new Map(ours.flatMap((dashboard) => (dashboard ? [[dashboard.uid, dashboard]] : []))),
    templates,
    integrations,
    rules,
    intervals: new Map(
      ruleGroups.flatMap(({ name }, index): [string, number][] => {
        const seconds = intervals[index]
        return seconds === undefined ? [] : [[name, seconds]]
      }),
    ),
    marks,
  }
}
