import type { AlertRule } from '../define/alerts/alert-rule.ts'
import { templatesOf } from '../define/alerts/contact-point.ts'
import { timingsOf } from '../define/alerts/notifications.ts'
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
