import type { DesiredGrafana, GrafanaFolder } from '../release/desired-grafana.ts'
import { allRules, type GrafanaRule, groupInterval } from './alert-rules.ts'
import { type Annotation, annotationsWithTags } from './annotations.ts'
import { allIntegrations, type GrafanaIntegration } from './contact-points.ts'
import { type DashboardHit, dashboardsInFolder, findDashboard, type GrafanaDashboard } from './dashboards.ts'
import { findDataSource, type GrafanaDataSource } from './data-sources.ts'
import { findFolder, type LiveFolder, topFolders } from './folders.ts'
import type { GrafanaApi } from './grafana-api.ts'
import { type GrafanaIdentity, identifyGrafana } from './identity.ts'
import { allTemplates, type GrafanaTemplate } from './message-templates.ts'
import { allMuteTimings, type GrafanaMuteTiming } from './mute-timings.ts'

/** What a Grafana has of what a release wants. */
export interface LiveGrafana {
  readonly identity: GrafanaIdentity
  /** The project's; one that Grafana made for a release in files has another uid. */
  readonly folder: GrafanaFolder | undefined
  /** Those of the release within the project's folder that are there, and where each stands. */
  readonly nested: readonly LiveFolder[]
  /** The folders at the top, the project's among them. */
  readonly folders: readonly GrafanaFolder[]
  readonly dataSource: GrafanaDataSource | undefined
  /** A data source that has the name of the project's. */
  readonly dataSourceOfName: GrafanaDataSource | undefined
  /** Every dashboard in the folders of the project. */
  readonly inFolder: readonly DashboardHit[]
  /** The dashboards of the release that are there, by uid, wherever they stand. */
  readonly dashboards: ReadonlyMap<string, GrafanaDashboard>
  readonly templates: readonly GrafanaTemplate[]
  readonly muteTimings: readonly GrafanaMuteTiming[]
  readonly integrations: readonly GrafanaIntegration[]
  readonly rules: readonly GrafanaRule[]
  /** The seconds of the rule groups that are there, by folder and name. */
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
  const [byUid, nested, folders, ours] = await Promise.all([
    findFolder(api, folder.uid),
    Promise.all(desired.folders.map(({ uid }) => findFolder(api, uid))).then((all) =>
      all.flatMap((one) => one ?? []),
    ),
    topFolders(api),
    Promise.all(dashboards.map(({ uid }) => findDashboard(api, uid))).then((all) =>
      all.flatMap((one) => one ?? []),
    ),
  ])
  const found = byUid ?? folderFromFiles(folder, folders, ours)
  const folderUid = found?.uid ?? folder.uid
  const [source, sourceOfName, inFolder, templates, muteTimings, integrations, rules, intervals, marks] =
    await Promise.all([
      findDataSource(api, 'uid', dataSource.uid),
      findDataSource(api, 'name', dataSource.name),
      Promise.all(
        [folderUid, ...nested.map(({ uid }) => uid)].map((uid) => dashboardsInFolder(api, uid)),
      ).then((all) => all.flat()),
      allTemplates(api),
      allMuteTimings(api),
      allIntegrations(api),
      allRules(api),
      Promise.all(
        ruleGroups.map((group) => groupInterval(api, folderOf(desired, found, group.folderUid), group.name)),
      ),
      annotationsWithTags(api, markTags),
    ])
  return {
    identity,
    folder: found,
    nested,
    folders,
    dataSource: source,
    dataSourceOfName: sourceOfName,
    inFolder,
    dashboards: new Map(ours.map((dashboard) => [dashboard.uid, dashboard])),
    templates,
    muteTimings,
    integrations,
    rules,
    intervals: new Map(
      ruleGroups.flatMap((group, index): [string, number][] => {
        const seconds = intervals[index]
        return seconds === undefined ? [] : [[groupKey(group), seconds]]
      }),
    ),
    marks,
  }
}

/** What tells one group of rules from others: each folder may have one of a name. */
export const groupKey = ({
  folderUid,
  name,
}: {
  readonly folderUid: string
  readonly name: string
}): string => `${folderUid}/${name}`

/** Where Grafana has what a release wants in a folder: a Grafana that reads files has made the project's by its title. */
export const folderOf = (
  { folder }: DesiredGrafana,
  found: GrafanaFolder | undefined,
  wanted: string,
): string => (wanted === folder.uid ? (found?.uid ?? wanted) : wanted)

/** Where Grafana reads a release from files, it makes the folder itself, by its title and with a uid of its own. */
function folderFromFiles(
  { title }: GrafanaFolder,
  folders: readonly GrafanaFolder[],
  dashboards: readonly GrafanaDashboard[],
): GrafanaFolder | undefined {
  const places = new Set(dashboards.flatMap(({ provisioned, folderUid }) => (provisioned ? [folderUid] : [])))
  return folders.find((folder) => folder.title === title && places.has(folder.uid))
}
