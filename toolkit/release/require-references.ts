import type { Dashboard as DashboardJson, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { AlertRule } from '../define/alerts/alert-rule.ts'
import { templatesOf } from '../define/alerts/contact-point.ts'
import { timingsOf } from '../define/alerts/notifications.ts'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import type { Definition } from '../define/project.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { allPanels } from '../grafana/all-panels.ts'
import { isDataCheck } from '../kinds/data-check/data-check-kind.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { type ProjectIndex, place } from './project-index.ts'
import type { BuiltDashboard } from './release.ts'

/** Refuses a project whose dashboards, alerts or checks refer to something that it does not list. */
export function requireReferences(index: ProjectIndex, dashboards: readonly BuiltDashboard[]): void {
  for (const { definition, relations } of dashboards) index.requireRelations(relations, definition)
  for (const check of index.project.definitions.filter(isDataCheck))
    index.requireRelations(compileQuery(check.query).relations, check)
  for (const exported of index.ofKind('export'))
    index.requireRelations(compileQuery(exported.query).relations, exported)
  for (const rule of index.ofKind('alert')) {
    for (const { query } of Object.values(rule.queries))
      index.requireRelations(compileQuery(query).relations, rule)
    requireListed(rule, 'contact point', rule.contactPoint, index)
    for (const timing of timingsOf(rule.notifications)) requireListed(rule, 'mute timing', timing, index)
    if (rule.shownOn) requireShown(rule, rule.shownOn, index, dashboards)
  }
  for (const point of index.ofKind('contact point'))
    for (const template of templatesOf(point)) requireListed(point, 'message template', template, index)
  for (const { definition, json } of dashboards) requireLinkedDashboards(definition, json, dashboards)
}

function requireShown(
  rule: AlertRule,
  { dashboard, panel }: NonNullable<AlertRule['shownOn']>,
  index: ProjectIndex,
  dashboards: readonly BuiltDashboard[],
): void {
  requireListed(rule, 'dashboard', dashboard, index)
  const built = dashboards.find(({ definition }) => definition === dashboard)
  const titles = [...allPanels(built?.json.panels ?? [])].map(({ title }) => title ?? '')
  if (titles.includes(panel)) return
  throw new SightlineError({
    code: 'unknown-panel',
    what: `The alert ${rule.name} is shown on a panel that the dashboard ${dashboard.uid} does not have.`,
    value: panel,
    ...place(rule),
    next: `Use one of its panels: ${titles.join(', ')}.`,
  })
}

/** A data link names a dashboard by its uid, which the compiler cannot check. */
function requireLinkedDashboards(
  definition: Dashboard,
  json: DashboardJson,
  dashboards: readonly BuiltDashboard[],
): void {
  const uids = dashboards.map((dashboard) => dashboard.definition.uid)
  for (const panel of allPanels(json.panels ?? [])) {
    if (!hasLinks(panel)) continue
    for (const [, uid = ''] of JSON.stringify(panel.fieldConfig ?? {}).matchAll(
      /"url":"\/d\/([^/?"]+)\?\$\{__url_time_range\}/g,
    )) {
      if (uids.includes(uid)) continue
      throw new SightlineError({
        code: 'unlisted-definition',
        what: `A link of the panel "${panel.title ?? ''}" leads to a dashboard that the project does not list.`,
        value: uid,
        ...place(definition),
        next: `Use the uid of one of its dashboards: ${uids.join(', ')}.`,
      })
    }
  }
}

/** Most panels have none, and their text need not be searched. */
function hasLinks({ fieldConfig }: Panel): boolean {
  const { defaults, overrides = [] } = fieldConfig ?? {}
  return (
    (defaults?.links ?? []).length > 0 ||
    overrides.some(({ properties }) => properties.some(({ id }) => id === 'links'))
  )
}

function requireListed(
  reader: Definition,
  kind: Definition['kind'],
  wanted: Definition,
  index: ProjectIndex,
): void {
  if (index.project.definitions.includes(wanted)) return
  throw new SightlineError({
    code: 'unlisted-definition',
    what: `The ${reader.kind} ${reader.name} refers to the ${kind} ${wanted.name}, which the project does not list.`,
    value: wanted.name,
    ...place(reader),
    next: `Add the ${kind} to \`definitions\` in sightline.config.ts.`,
  })
}
