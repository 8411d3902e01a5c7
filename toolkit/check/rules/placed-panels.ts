import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { describeSite } from '../../foundation/definition-site.ts'
import { allPanels } from '../../grafana/all-panels.ts'
import type { BuiltDashboard, Release } from '../../release/release.ts'

/** A built panel beside the names that a finding gives it. */
export interface PlacedPanel {
  readonly dashboard: BuiltDashboard
  readonly panel: Panel
  /** `dashboard-uid/Panel title`. */
  readonly where: string
  readonly site: string | undefined
}

/** Every panel of a release, those of folded rows too. */
export function placedPanels({ dashboards }: Pick<Release, 'dashboards'>): PlacedPanel[] {
  return dashboards.flatMap(panelsOfDashboard)
}

/** The panels of one dashboard; a panel of the foundation SDK has the site of the row that it stands in. */
export function panelsOfDashboard(dashboard: BuiltDashboard): PlacedPanel[] {
  const { definition, json } = dashboard
  const sites = definition.rows.flatMap((row) =>
    row.panels.map((builder) => describeSite(builder) ?? describeSite(row) ?? describeSite(definition)),
  )
  return [...allPanels(json.panels ?? [])].map((panel, position) => {
    const where = `${definition.uid}/${panel.title ?? ''}`
    return { dashboard, panel, where, site: sites[position] }
  })
}
