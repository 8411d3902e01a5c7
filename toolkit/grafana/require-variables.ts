import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import { isPostgresTarget } from '../define/dashboards/query-target.ts'
import { describeSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { allPanels } from './all-panels.ts'
import { variableReferences } from './variable-references.ts'

/** Refuses a dashboard that uses a variable which it does not have. */
export function requireVariables(definition: Dashboard, json: DashboardJson): void {
  for (const panel of allPanels(json.panels ?? [])) {
    const require = (text: string) => requireKnown(text, definition, () => `The panel "${panel.title ?? ''}"`)
    require(panel.title ?? '')
    if (panel.repeat) require(`$${panel.repeat}`)
    for (const target of panel.targets ?? []) if (isPostgresTarget(target)) require(target.rawSql)
  }
  for (const { name, target } of json.annotations.list ?? []) {
    if (target && isPostgresTarget(target))
      requireKnown(target.rawSql, definition, () => `The annotation ${name}`)
  }
  for (const variable of json.templating.list ?? []) {
    if (typeof variable.query !== 'string' || variable.type !== 'query') continue
    requireKnown(variable.query, definition, () => `The variable ${variable.name}`)
  }
}

function requireKnown(text: string, definition: Dashboard, describePlace: () => string): void {
  const references = variableReferences(text)
  if (references.length === 0) return
  const known = definition.variables.map(({ name }) => name)
  const unknown = references.find(({ name }) => !known.includes(name))
  if (!unknown) return
  const where = describeSite(definition)
  const advice = known.length > 0 ? `, or use one it has: ${known.join(', ')}` : ''
  throw new SightlineError({
    code: 'unknown-variable',
    what: `${describePlace()} of the dashboard ${definition.uid} uses the variable ${unknown.name}, which the dashboard does not have.`,
    value: unknown.text,
    ...(where === undefined ? {} : { where }),
    next: `Add it to the dashboard's \`variables\`${advice}.`,
  })
}
