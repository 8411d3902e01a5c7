import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard'

/** A dashboard's panels, those of folded rows too; rows themselves are left out. */
export function* allPanels(panels: readonly (Panel | RowPanel)[]): Generator<Panel> {
  for (const panel of panels) {
    if ('panels' in panel) yield* panel.panels
    else if (panel.type !== 'row') yield panel
  }
}
