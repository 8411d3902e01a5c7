import type { Dashboard as DashboardJson, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard'

/** A row of a dashboard, or the panels above the first one. */
export interface DashboardRow {
  readonly row: RowPanel | undefined
  readonly panels: readonly Panel[]
  /** The line of the grid at which its panels begin. */
  readonly top: number
}

/** A dashboard's rows with their panels: those that stand behind an open row, and those inside of a folded one. */
export function rowsOf({ panels = [] }: DashboardJson): DashboardRow[] {
  const rows: { row: RowPanel | undefined; panels: Panel[] }[] = [{ row: undefined, panels: [] }]
  for (const panel of panels) {
    if (isRow(panel)) rows.push({ row: panel, panels: [...panel.panels] })
    else rows.at(-1)?.panels.push(panel)
  }
  return rows
    .filter(({ row, panels: inside }) => row || inside.length > 0)
    .map(({ row, panels: inside }) => {
      const ordered = inside.toSorted(
        (a, b) => (a.gridPos?.y ?? 0) - (b.gridPos?.y ?? 0) || (a.gridPos?.x ?? 0) - (b.gridPos?.x ?? 0),
      )
      return { row, panels: ordered, top: ordered[0]?.gridPos?.y ?? 0 }
    })
}

const isRow = (panel: Panel | RowPanel): panel is RowPanel => panel.type === 'row'
