import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import type { AnyPanel } from '../define/panels/panel.ts'
import { allPanels } from './all-panels.ts'

/** Where a panel stands: the uid of a dashboard, and its number there. */
export interface PanelPlace {
  readonly dashboardUid: string
  readonly panelId: number
}

/** Finds where a panel stands. */
export type PanelPlaces = (panel: AnyPanel) => PanelPlace | undefined

interface NumberedDashboard {
  readonly definition: Dashboard
  readonly json: DashboardJson
}

/** Where panels stand on built dashboards; on the first one that has them. */
export function panelPlaces(dashboards: readonly NumberedDashboard[]): PanelPlaces {
  return (panel) => {
    for (const dashboard of dashboards) {
      const { uid, rows } = dashboard.definition
      const index = rows.flatMap(({ panels }) => panels).indexOf(panel)
      const panelId = index < 0 ? undefined : [...allPanels(dashboard.json.panels ?? [])][index]?.id
      if (panelId !== undefined) return { dashboardUid: uid, panelId }
    }
    return undefined
  }
}
