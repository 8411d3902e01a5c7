import type { AlertRule } from '../define/alerts/alert-rule.ts'
import { isPostgresTarget } from '../define/dashboards/query-target.ts'
import { exportParts } from '../define/exports/export-parts.ts'
import { isPanel } from '../define/panels/panel.ts'
import type { Project } from '../define/project.ts'
import type { Report } from '../define/reports/report.ts'
import { reportParts } from '../define/reports/report-parts.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { allPanels } from '../grafana/all-panels.ts'
import { panelPlaces } from '../grafana/panel-places.ts'
import { variableReferences } from '../grafana/variable-references.ts'
import { isDataCheck } from '../kinds/data-check/data-check-kind.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { otherAsked } from './other-asked.ts'
import { type ProjectIndex, place } from './project-index.ts'
import type { BuiltDashboard } from './release.ts'

/** Refuses a project whose dashboards, alerts or checks name something that it does not have. */
export function requireReferences(index: ProjectIndex, dashboards: readonly BuiltDashboard[]): void {
  for (const { definition, relations } of dashboards) index.requireRelations(relations, definition)
  for (const check of index.project.definitions.filter(isDataCheck))
    index.requireRelations(compileQuery(check.query).relations, check)
  for (const exported of index.ofKind('export'))
    for (const { query } of exportParts(exported))
      index.requireRelations(compileQuery(query).relations, exported)
  for (const report of index.ofKind('report')) {
    for (const { query } of reportParts(report)) index.requireRelations(compileQuery(query).relations, report)
    requirePictures(report, index.project, dashboards)
  }
  for (const rule of index.ofKind('alert')) {
    for (const { query } of Object.values(rule.queries))
      index.requireRelations(compileQuery(query).relations, rule)
    requireShown(rule, dashboards)
  }
}

function requireShown(rule: AlertRule, dashboards: readonly BuiltDashboard[]): void {
  const { shownOn } = rule
  if (!shownOn || panelPlaces(dashboards)(shownOn)) return
  const uids = dashboards.map(({ definition }) => definition.uid)
  throw new SightlineError({
    code: 'unknown-panel',
    what: `The alert ${rule.name} is shown on a panel that no dashboard of the project has.`,
    value: isPanel(shownOn) ? shownOn.title : 'a panel of the foundation SDK',
    ...place(rule),
    next: `Put the panel into a row of a dashboard${uids.length > 0 ? `: ${uids.join(', ')}` : ''}.`,
  })
}

/** Refuses a picture of a panel of another database, and for users of one that would show everybody the same. */
function requirePictures(
  report: Report,
  { uidPrefix, dataSources }: Project,
  dashboards: readonly BuiltDashboard[],
): void {
  for (const section of report.sections) {
    if (section.kind !== 'dashboard') continue
    const { panels, userVariable } = section
    const drawn = dashboards.find(({ definition }) => definition.uid === uidPrefix + section.dashboard.uid)
    for (const panel of allPanels(drawn?.json.panels ?? [])) {
      const isMeant = !panels || panels.includes(panel.title ?? '')
      const targets = (panel.targets ?? []).filter(isPostgresTarget)
      const other = targets.map(({ datasource }) => otherAsked({ dataSource: datasource?.uid }, dataSources))
      if (isMeant && other.some(Boolean)) throw picturesOther(report, section.dashboard.uid, panel.title)
      if (userVariable === undefined) continue
      const asksForAll = targets.some(
        ({ rawSql }) => !variableReferences(rawSql).some(({ name }) => name === userVariable),
      )
      if (!isMeant || !asksForAll) continue
      throw new SightlineError({
        code: 'picture-not-of-user',
        what: `The report ${report.name} draws a panel of ${section.dashboard.uid} for each user, and its query does not use the variable ${userVariable}.`,
        value: panel.title ?? '',
        ...place(report),
        next: 'Use the variable in the query, or name in `panels` of pictureOf those that do.',
      })
    }
  }
}

const picturesOther = (report: Report, dashboard: string, panel = ''): SightlineError =>
  new SightlineError({
    code: 'several-databases',
    what: `The report ${report.name} draws a panel of ${dashboard} that reads another database, which reports do not ask.`,
    value: panel,
    ...place(report),
    next: 'Name in `panels` of pictureOf those of the database that is deployed to.',
  })
