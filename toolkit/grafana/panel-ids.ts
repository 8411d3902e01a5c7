import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { PanelNumber } from './alerting/build-rule.ts'
import { allPanels } from './all-panels.ts'

interface NumberedDashboard {
  readonly definition: { readonly uid: string }
  readonly json: DashboardJson
}

/** Finds the number of a panel in built dashboards by the dashboard's uid and the panel's title. */
export function panelIds(dashboards: readonly NumberedDashboard[]): PanelNumber {
  return (uid, title) => {
    const dashboard = dashboards.find((candidate) => candidate.definition.uid === uid)
    for (const panel of allPanels(dashboard?.json.panels ?? [])) if (panel.title === title) return panel.id
    return undefined
  }
}
