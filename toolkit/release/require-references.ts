import type { AlertRule } from '../define/alerts/alert-rule.ts'
import { isPanel } from '../define/panels/panel.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { panelPlaces } from '../grafana/panel-places.ts'
import { isDataCheck } from '../kinds/data-check/data-check-kind.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { type ProjectIndex, place } from './project-index.ts'
import type { BuiltDashboard } from './release.ts'

/** Refuses a project whose dashboards, alerts or checks name something that it does not have. */
export function requireReferences(index: ProjectIndex, dashboards: readonly BuiltDashboard[]): void {
  for (const { definition, relations } of dashboards) index.requireRelations(relations, definition)
  for (const check of index.project.definitions.filter(isDataCheck))
    index.requireRelations(compileQuery(check.query).relations, check)
  for (const exported of index.ofKind('export'))
    index.requireRelations(compileQuery(exported.query).relations, exported)
  for (const report of index.ofKind('report'))
    for (const { query } of [{ query: report.recipients }, ...report.sections])
      index.requireRelations(compileQuery(query).relations, report)
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
