import type { ContactPoint } from '../define/alerts/contact-point.ts'
import { mapSettings } from '../define/alerts/integrations/integration.ts'
import { templateCall, templateText } from '../define/alerts/message-template.ts'
import { isSecret } from '../define/alerts/secret.ts'
import type { DataSource, OtherDataSource } from '../define/data-source.ts'
import { durationSeconds } from '../foundation/durations.ts'
import { type JsonObject, plainJson } from '../foundation/json.ts'
import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import { integrationUid } from '../grafana/alerting/integration-uid.ts'
import { muteIntervals } from '../grafana/alerting/mute-intervals.ts'
import { groupPrefix } from '../grafana/alerting/rule-groups.ts'
import { type NestedFolder, nestedFolders } from '../grafana/folders.ts'
import { dashboardTag, markTags } from '../grafana/release-mark.ts'
import { alertRuleGroups } from './alert-rule-groups.ts'
import type { Release } from './release.ts'

/** A folder of Grafana. */
export interface GrafanaFolder {
  readonly uid: string
  readonly title: string
}

export interface DesiredDashboard {
  readonly uid: string
  readonly title: string
  readonly folderUid: string
  readonly json: JsonObject
}

export interface DesiredIntegration {
  readonly uid: string
  readonly type: string
  /** A secret in it is its kind and its environment variable. */
  readonly settings: JsonObject
  readonly disableResolveMessage: boolean
}

export interface DesiredTemplate {
  readonly name: string
  readonly text: string
}

export interface DesiredMuteTiming {
  readonly name: string
  /** As Grafana's HTTP API takes them. */
  readonly intervals: readonly JsonObject[]
}

export interface DesiredContactPoint {
  readonly name: string
  readonly integrations: readonly DesiredIntegration[]
}

export interface DesiredRule {
  readonly uid: string
  readonly title: string
  /** The rule as Grafana's HTTP API takes it, without the organization. */
  readonly json: JsonObject
}

export interface DesiredRuleGroup {
  readonly name: string
  readonly folderUid: string
  readonly seconds: number
  readonly rules: readonly DesiredRule[]
}

/** What a release wants of a Grafana, as data. */
export interface DesiredGrafana {
  readonly project: string
  readonly version: string
  readonly folder: GrafanaFolder
  /** The folders within it, each after those around it. */
  readonly folders: readonly NestedFolder[]
  /** The folders of the dashboards that stand in one of these, by the uids of the dashboards. */
  readonly placed: Readonly<Record<string, string>>
  readonly dataSource: DataSource
  /** Those of other databases. */
  readonly dataSources: readonly OtherDataSource[]
  /** The tag on every dashboard of the project. */
  readonly dashboardTag: string
  readonly dashboards: readonly DesiredDashboard[]
  readonly messageTemplates: readonly DesiredTemplate[]
  readonly muteTimings: readonly DesiredMuteTiming[]
  readonly contactPoints: readonly DesiredContactPoint[]
  /** How the names of the project's rule groups begin. */
  readonly groupPrefix: string
  readonly ruleGroups: readonly DesiredRuleGroup[]
  /** The tags of the annotation that marks the release. */
  readonly markTags: readonly string[]
}

/**
 * What a release wants of a Grafana, in the form of its HTTP API.
 *
 * @example const desired = desiredGrafana(buildRelease(project))
 */
export function desiredGrafana(release: Release): DesiredGrafana {
  const root = release.project.folder.uid
  const dashboards = release.dashboards.map(({ definition: { uid, title, folder }, json }) => ({
    uid,
    title,
    folderUid: folder?.uid ?? root,
    json: plainJson(json),
  }))
  return { ...desiredGrafanaBesideDashboards(release), dashboards }
}

/** What a release wants of a Grafana, but for its dashboards, which have files of their own. */
export function desiredGrafanaBesideDashboards(release: Release): Omit<DesiredGrafana, 'dashboards'> {
  const { project, version } = release
  const { name, folder, dataSource, dataSources } = project
  return {
    project: name,
    version,
    folder,
    folders: nestedFolders(project),
    placed: Object.fromEntries(
      release.dashboards.flatMap(({ definition: one }) => (one.folder ? [[one.uid, one.folder.uid]] : [])),
    ),
    dataSource,
    dataSources,
    dashboardTag: dashboardTag(project),
    messageTemplates: release.messageTemplates.map((one) => ({ name: one.name, text: templateText(one) })),
    muteTimings: release.muteTimings.map((one) => ({
      name: one.name,
      intervals: muteIntervals(one).map((interval) => plainJson(interval)),
    })),
    contactPoints: release.contactPoints.map(desiredContactPoint),
    groupPrefix: groupPrefix(project),
    ruleGroups: alertRuleGroups(release).map((group) => {
      const folderUid = group.folder?.uid ?? folder.uid
      return {
        name: group.name,
        folderUid,
        seconds: durationSeconds(group.interval),
        rules: group.rules.map((rule) => desiredRule(rule, folderUid, group.name)),
      }
    }),
    markTags: markTags(project),
  }
}

/** The API finds a rule's panel by its annotations, and knows no field for it; one name is another than in files. */
function desiredRule(rule: RuleJson, folderUID: string, ruleGroup: string): DesiredRule {
  const { dashboardUid: _, panelId: __, keepFiringFor, ...rest } = rule
  const keep = keepFiringFor === undefined ? {} : { keep_firing_for: keepFiringFor }
  return { uid: rule.uid, title: rule.title, json: plainJson({ ...rest, ...keep, folderUID, ruleGroup }) }
}

function desiredContactPoint({ name, integrations }: ContactPoint): DesiredContactPoint {
  return {
    name,
    integrations: integrations.map(({ type, settings, sendResolved }, position) => ({
      uid: integrationUid(name, position, type),
      type,
      settings: plainJson(
        mapSettings(settings, (leaf) =>
          typeof leaf === 'string' || isSecret(leaf) ? leaf : templateCall(leaf),
        ),
      ),
      disableResolveMessage: !sendResolved,
    })),
  }
}
