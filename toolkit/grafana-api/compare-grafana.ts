import type { AnyDataSource } from '../grafana/data-source-settings.ts'
import type { DesiredGrafana } from '../release/desired-grafana.ts'
import { compareContactPoint } from './compare-contact-point.ts'
import { compareDashboard } from './compare-dashboard.ts'
import { compareJson, type FieldDifference } from './compare-json.ts'
import { compareRule } from './compare-rule.ts'
import type { GrafanaDataSource } from './data-sources.ts'
import { folderOf, groupKey, type LiveGrafana } from './live-grafana.ts'
import { samePlugin } from './saved/complete-target.ts'

export type GrafanaKind =
  | 'folder'
  | 'data source'
  | 'message template'
  | 'mute timing'
  | 'contact point'
  | 'dashboard'
  | 'rule group'
  | 'alert'

/** Something in Grafana that is not as a release wants it. */
export interface GrafanaDifference {
  readonly kind: GrafanaKind
  /** As people know it. */
  readonly name: string
  readonly uid: string
  readonly state: 'missing' | 'changed' | 'left over'
  readonly fields: readonly FieldDifference[]
}

/**
 * Compares a Grafana with what a release wants of it.
 *
 * @example const differences = compareGrafana(desired, await readLiveGrafana(api, desired))
 */
export function compareGrafana(desired: DesiredGrafana, live: LiveGrafana): GrafanaDifference[] {
  return [
    ...folder(desired, live),
    ...nestedFolders(desired, live),
    ...dataSource(desired.dataSource, live.dataSource),
    ...live.otherDataSources.flatMap(({ wanted, found }) => dataSource(wanted, found)),
    ...messageTemplates(desired, live),
    ...muteTimings(desired, live),
    ...contactPoints(desired, live),
    ...dashboards(desired, live),
    ...ruleGroups(desired, live),
    ...alerts(desired, live),
  ]
}

/** The difference of one object, or none: it is missing, or some of its fields differ. */
function difference(
  kind: GrafanaKind,
  { name, uid }: { name: string; uid: string },
  fields: readonly FieldDifference[] | undefined,
): GrafanaDifference[] {
  if (fields === undefined) return [{ kind, name, uid, state: 'missing', fields: [] }]
  return fields.length === 0 ? [] : [{ kind, name, uid, state: 'changed', fields }]
}

function field(name: string, wanted: string | number, found: string | number): FieldDifference[] {
  return wanted === found ? [] : [{ field: name, wanted, found }]
}

function folder(
  { folder: { uid, title } }: DesiredGrafana,
  { folder: found }: LiveGrafana,
): GrafanaDifference[] {
  return difference('folder', { name: title, uid }, found && field('title', title, found.title))
}

function nestedFolders({ folders }: DesiredGrafana, { nested, fromFiles }: LiveGrafana): GrafanaDifference[] {
  return folders.flatMap(({ uid, title, parentUid }) => {
    if (fromFiles.has(uid)) return []
    const found = nested.find((one) => one.uid === uid)
    const fields = found && [
      ...field('title', title, found.title),
      ...field('parent', parentUid, found.parentUid),
    ]
    return difference('folder', { name: title, uid }, fields)
  })
}

function dataSource(wanted: AnyDataSource, found: GrafanaDataSource | undefined): GrafanaDifference[] {
  const fields = found && [
    ...field('name', wanted.name, found.name),
    ...(samePlugin(wanted.plugin, found.type) ? [] : field('type', wanted.plugin, found.type)),
  ]
  return difference('data source', wanted, fields)
}

function messageTemplates(desired: DesiredGrafana, { templates }: LiveGrafana): GrafanaDifference[] {
  return desired.messageTemplates.flatMap(({ name, text }) => {
    const found = templates.find((template) => template.name === name)
    return difference(
      'message template',
      { name, uid: name },
      found && field('text', text, found.text.trim()),
    )
  })
}

function muteTimings(desired: DesiredGrafana, live: LiveGrafana): GrafanaDifference[] {
  return desired.muteTimings.flatMap(({ name, intervals }) => {
    const found = live.muteTimings.find((timing) => timing.name === name)
    return difference(
      'mute timing',
      { name, uid: name },
      found && compareJson({ intervals: [...intervals] }, { intervals: [...found.intervals] }),
    )
  })
}

function contactPoints(desired: DesiredGrafana, { integrations }: LiveGrafana): GrafanaDifference[] {
  return desired.contactPoints.flatMap((wanted) => {
    const live = integrations.filter(({ name }) => name === wanted.name)
    const fields = live.length === 0 ? undefined : compareContactPoint(wanted, live)
    return difference('contact point', { name: wanted.name, uid: wanted.name }, fields)
  })
}

function dashboards(desired: DesiredGrafana, live: LiveGrafana): GrafanaDifference[] {
  const differences = desired.dashboards.flatMap((wanted) => {
    const found = live.dashboards.get(wanted.uid)
    const fields = found && compareDashboard(wanted, found, folderOf(live.fromFiles, wanted.folderUid))
    return difference('dashboard', { name: wanted.title, uid: wanted.uid }, fields)
  })
  const wanted = new Set(desired.dashboards.map(({ uid }) => uid))
  const leftOver = live.inFolder.filter(
    ({ uid, tags }) => !wanted.has(uid) && tags.includes(desired.dashboardTag),
  )
  return [
    ...differences,
    ...leftOver.map(({ uid, title }): GrafanaDifference => {
      return { kind: 'dashboard', name: title, uid, state: 'left over', fields: [] }
    }),
  ]
}

function ruleGroups(desired: DesiredGrafana, { intervals }: LiveGrafana): GrafanaDifference[] {
  return desired.ruleGroups.flatMap(({ name, folderUid, seconds }) => {
    const found = intervals.get(groupKey({ folderUid, name }))
    if (found === undefined) return []
    return difference('rule group', { name, uid: name }, field('interval', seconds, found))
  })
}

function alerts(desired: DesiredGrafana, live: LiveGrafana): GrafanaDifference[] {
  const { rules } = live
  const own = [desired.folder, ...desired.folders].map(({ uid }) => folderOf(live.fromFiles, uid))
  const wanted = new Set<string>()
  const differences = desired.ruleGroups.flatMap((group) =>
    group.rules.flatMap((rule) => {
      const folder = folderOf(live.fromFiles, group.folderUid)
      wanted.add(rule.uid)
      const found = rules.find(({ uid }) => uid === rule.uid)
      return difference(
        'alert',
        { name: rule.title, uid: rule.uid },
        found && compareRule({ ...rule, json: { ...rule.json, folderUID: folder } }, found),
      )
    }),
  )
  const leftOver = rules.filter(
    ({ uid, folderUid, group }) =>
      !wanted.has(uid) && own.includes(folderUid) && group.startsWith(desired.groupPrefix),
  )
  return [
    ...differences,
    ...leftOver.map(({ uid, title }): GrafanaDifference => {
      return { kind: 'alert', name: title, uid, state: 'left over', fields: [] }
    }),
  ]
}
