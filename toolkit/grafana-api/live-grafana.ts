import type { OtherDataSource } from '../define/data-source.ts'
import { flatTitles } from '../grafana/folders.ts'
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

/** What a Grafana has of the uid, and of the name, of a data source. */
export interface FoundDataSource {
  readonly wanted: OtherDataSource
  readonly found: GrafanaDataSource | undefined
  readonly ofName: GrafanaDataSource | undefined
}

/** What a Grafana has of what a release wants. */
export interface LiveGrafana {
  readonly identity: GrafanaIdentity
  /** The project's; one that Grafana made for a release in files has another uid. */
  readonly folder: GrafanaFolder | undefined
  /** Those of the release within the project's folder that are there, and where each stands. */
  readonly nested: readonly LiveFolder[]
  /** Those that Grafana made for a release in files, by the uids that the release has for them. */
  readonly fromFiles: ReadonlyMap<string, GrafanaFolder>
  /** The folders at the top, the project's among them. */
  readonly folders: readonly GrafanaFolder[]
  readonly dataSource: GrafanaDataSource | undefined
  /** A data source that has the name of the project's. */
  readonly dataSourceOfName: GrafanaDataSource | undefined
  /** The same of other databases, in the order in which the release wants them. */
  readonly otherDataSources: readonly FoundDataSource[]
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
  const fromFiles = byUid ? new Map<string, GrafanaFolder>() : foldersFromFiles(desired, folders, ours)
  const found = byUid ?? fromFiles.get(folder.uid)
  const places = new Set([found ?? folder, ...nested, ...fromFiles.values()].map(({ uid }) => uid))
  const [
    source,
    sourceOfName,
    otherDataSources,
    inFolder,
    templates,
    muteTimings,
    integrations,
    rules,
    intervals,
    marks,
  ] = await Promise.all([
    findDataSource(api, 'uid', dataSource.uid),
    findDataSource(api, 'name', dataSource.name),
    Promise.all(desired.dataSources.map((wanted) => findOther(api, wanted))),
    Promise.all([...places].map((uid) => dashboardsInFolder(api, uid))).then((all) => all.flat()),
    allTemplates(api),
    allMuteTimings(api),
    allIntegrations(api),
    allRules(api),
    Promise.all(
      ruleGroups.map((group) => groupInterval(api, folderOf(fromFiles, group.folderUid), group.name)),
    ),
    annotationsWithTags(api, markTags),
  ])
  return {
    identity,
    folder: found,
    nested,
    fromFiles,
    folders,
    dataSource: source,
    dataSourceOfName: sourceOfName,
    otherDataSources,
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

async function findOther(api: GrafanaApi, wanted: OtherDataSource): Promise<FoundDataSource> {
  const found = await findDataSource(api, 'uid', wanted.uid)
  return { wanted, found, ofName: found ?? (await findDataSource(api, 'name', wanted.name)) }
}

/** What tells one group of rules from others: each folder may have one of a name. */
export const groupKey = ({
  folderUid,
  name,
}: {
  readonly folderUid: string
  readonly name: string
}): string => `${folderUid}/${name}`

/** Where Grafana has what a release wants in a folder. */
export const folderOf = (fromFiles: LiveGrafana['fromFiles'], wanted: string): string =>
  fromFiles.get(wanted)?.uid ?? wanted

/** Where Grafana reads a release from files, it makes the folders itself, by their titles and with uids of its own. */
function foldersFromFiles(
  { folder, folders: nested }: DesiredGrafana,
  folders: readonly GrafanaFolder[],
  dashboards: readonly GrafanaDashboard[],
): ReadonlyMap<string, GrafanaFolder> {
  if (!dashboards.some(({ provisioned }) => provisioned)) return new Map()
  return new Map(
    [...flatTitles(folder, nested)].flatMap(([uid, title]) => {
      const made = folders.find((one) => one.title === title)
      return made ? [[uid, made] as const] : []
    }),
  )
}
