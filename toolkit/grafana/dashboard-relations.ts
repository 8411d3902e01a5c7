import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import { relationsOfTarget } from '../define/dashboards/query-target.ts'
import { allPanels } from './all-panels.ts'

/** The relations that a dashboard's panels, variables and annotations select from, in alphabetical order. */
export function relationsOfDashboard({ variables }: Dashboard, json: DashboardJson): string[] {
  const names = new Set<string>()
  for (const panel of allPanels(json.panels ?? [])) {
    for (const target of panel.targets ?? []) for (const name of relationsOfTarget(target)) names.add(name)
  }
  for (const { target } of json.annotations.list ?? []) {
    if (target) for (const name of relationsOfTarget(target)) names.add(name)
  }
  for (const { relations } of variables) for (const name of relations) names.add(name)
  return [...names].sort()
}
