import { SightlineError } from '../foundation/sightline-error.ts'
import type { AnyDataSource } from '../grafana/data-source-settings.ts'
import type { DesiredGrafana } from '../release/desired-grafana.ts'
import type { GrafanaDifference } from './compare-grafana.ts'
import type { GrafanaDataSource } from './data-sources.ts'
import type { LiveGrafana } from './live-grafana.ts'

/**
 * Refuses to touch what somebody else made.
 *
 * @throws SightlineError naming what stands in the place of the project's own
 */
export function requireOurs(
  desired: DesiredGrafana,
  live: LiveGrafana,
  differences: readonly GrafanaDifference[],
): void {
  if (live.folder && live.folder.uid !== desired.folder.uid)
    throw readsFiles(`the folder ${live.folder.title}`)
  requireFolder(desired, live)
  requireOwnDashboards(desired, live)
  requireOwnPlaces(desired, live)
  requireDataSourceName(desired.dataSource, live.dataSource, live.dataSourceOfName)
  for (const { wanted, found, ofName } of live.otherDataSources) requireDataSourceName(wanted, found, ofName)
  requireEditable(live, differences)
}

function requireFolder({ folder }: DesiredGrafana, live: LiveGrafana): void {
  const other = live.folders.find(({ uid, title }) => title === folder.title && uid !== folder.uid)
  if (!other) return
  throw new SightlineError({
    code: 'grafana-folder-title-taken',
    what: `Grafana has another folder with the title "${folder.title}".`,
    value: `its uid is ${other.uid}; the project's folder has ${folder.uid}`,
    next: 'Rename that folder, or give the project another `folder.title`; or its uid, where it is the same folder.',
  })
}

function requireOwnDashboards(desired: DesiredGrafana, { inFolder }: LiveGrafana): void {
  const ours = new Set(desired.dashboards.map(({ uid }) => uid))
  const foreign = inFolder.filter(({ uid, tags }) => !ours.has(uid) && !tags.includes(desired.dashboardTag))
  if (foreign.length === 0) return
  throw new SightlineError({
    code: 'grafana-folder-shared',
    what: `The folder "${desired.folder.title}" holds dashboards that are not of ${desired.project}.`,
    value: listed(foreign.map(({ title, uid }) => `${title} (${uid})`)),
    next: 'Move them to another folder, or give the project a `folder` of its own.',
  })
}

/** A uid is unique in an organization: what has it elsewhere is that of another project or environment. */
function requireOwnPlaces(desired: DesiredGrafana, live: LiveGrafana): void {
  const { title } = desired.folder
  const own = [desired.folder, ...desired.folders].map(({ uid }) => uid)
  for (const { uid, folderUid } of live.dashboards.values())
    if (!own.includes(folderUid)) throw elsewhere('dashboard', uid, folderUid, title)
  const places = new Map(live.rules.map(({ uid, folderUid }) => [uid, folderUid]))
  for (const { uid } of desired.ruleGroups.flatMap(({ rules }) => rules)) {
    const place = places.get(uid)
    if (place !== undefined && !own.includes(place)) throw elsewhere('alert', uid, place, title)
  }
}

function elsewhere(kind: string, uid: string, folder: string, ours: string): SightlineError {
  return new SightlineError({
    code: 'grafana-object-elsewhere',
    what: `The ${kind} with the uid ${uid} stands in another folder than "${ours}".`,
    value: `folder ${folder === '' ? 'at the top' : folder}`,
    next: 'Move it back, or give one of the two another uid.',
  })
}

function requireDataSourceName(
  dataSource: AnyDataSource,
  found: GrafanaDataSource | undefined,
  other: GrafanaDataSource | undefined,
): void {
  if (found || !other) return
  throw new SightlineError({
    code: 'data-source-name-taken',
    what: `Grafana has another data source with the name "${dataSource.name}".`,
    value: `its uid is ${other.uid}; the project's has ${dataSource.uid}`,
    next: 'Set the `uid` of the data source to it to use it, or its `name` to another name.',
  })
}

/** What Grafana reads from files cannot be changed over its API. */
function requireEditable(live: LiveGrafana, differences: readonly GrafanaDifference[]): void {
  const fromFiles = differences.filter(({ kind, uid }) => {
    if (kind === 'dashboard') return live.dashboards.get(uid)?.provisioned === true
    if (kind === 'alert') return live.rules.some((rule) => rule.uid === uid && rule.provenance === 'file')
    if (kind === 'message template')
      return live.templates.some((one) => one.name === uid && one.provenance === 'file')
    if (kind === 'mute timing')
      return live.muteTimings.some((one) => one.name === uid && one.provenance === 'file')
    if (kind !== 'contact point') return false
    return live.integrations.some(({ name, provenance }) => name === uid && provenance === 'file')
  })
  if (fromFiles.length === 0) return
  throw readsFiles(listed(fromFiles.map(({ kind, name }) => `${kind} ${name}`)))
}

function readsFiles(value: string): SightlineError {
  return new SightlineError({
    code: 'grafana-reads-files',
    what: 'This Grafana reads a release from files, and takes no changes of it over its API.',
    value,
    next: 'Use another Grafana for development, or take the release out of its provisioning folder.',
  })
}

function listed(names: readonly string[]): string {
  const rest = names.length - 5
  return `${names.slice(0, 5).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
