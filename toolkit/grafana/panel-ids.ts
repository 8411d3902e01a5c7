import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { PanelNumber } from './alerting/build-rule.ts'
import { allPanels } from './all-panels.ts'

/** Finds the number of a panel in built dashboards by the dashboard's uid and the panel's title. */
export function panelIds(dashboards: readonly DashboardJson[]): PanelNumber {
  return (uid, title) => {
    const dashboard = dashboards.find((candidate) => candidate.uid === uid)
    for (const panel of allPanels(dashboard?.panels ?? [])) if (panel.title === title) return panel.id
    return undefined
  }
}
