import type { Dashboard as DashboardJson, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { isPostgresTarget } from '../define/dashboards/query-target.ts'
import type { ComparedGrafana } from './compared-release.ts'
import { type Pairs, pairUp } from './pair-up.ts'

/** A panel and where on its dashboard people find it. */
export interface PlacedPanel {
  readonly panel: Panel
  readonly dashboard: DashboardJson
  /** The title of its row. */
  readonly row: string | undefined
}

/** Two dashboards that are one to people, with their panels. */
export interface DashboardMatch {
  readonly before: DashboardJson
  readonly after: DashboardJson
  readonly panels: Pairs<PlacedPanel>
}

/** What belongs together in the dashboards of two sides. */
export interface DashboardMatches {
  readonly kept: readonly DashboardMatch[]
  readonly removed: readonly DashboardJson[]
  readonly added: readonly DashboardJson[]
  /** Panels that went to another dashboard. */
  readonly moved: readonly (readonly [before: PlacedPanel, after: PlacedPanel])[]
}

/** Matches dashboards by their uid, or else by their title, and panels by their title, or else by what they ask. */
export function matchDashboards(base: ComparedGrafana, head: ComparedGrafana): DashboardMatches {
  const { kept, removed, added } = pairUp(
    base.dashboards,
    head.dashboards,
    ({ uid }) => uid,
    ({ title }) => title,
  )
  const first = kept.map(([before, after]) => ({
    before,
    after,
    panels: pairUp(placedPanels(before), placedPanels(after), titleOf, questionOf),
  }))
  const { kept: moved } = pairUp(
    [...first.flatMap(({ panels }) => panels.removed), ...removed.flatMap(placedPanels)],
    [...first.flatMap(({ panels }) => panels.added), ...added.flatMap(placedPanels)],
    (placed) => (questionOf(placed) === undefined ? undefined : `${titleOf(placed)} ${questionOf(placed)}`),
  )
  const gone = new Set(moved.flat())
  const staying = (panels: readonly PlacedPanel[]) => panels.filter((placed) => !gone.has(placed))
  const rest = first.map(({ before, after, panels }) => ({
    before,
    after,
    panels: { kept: panels.kept, removed: staying(panels.removed), added: staying(panels.added) },
  }))
  return { kept: rest, removed, added, moved }
}

const titleOf = ({ panel }: PlacedPanel): string | undefined => panel.title

/** What a panel asks, and how it draws the answer. */
function questionOf({ panel }: PlacedPanel): string | undefined {
  const asked = (panel.targets ?? []).filter(isPostgresTarget).map(({ rawSql }) => rawSql)
  return asked.length === 0 ? undefined : JSON.stringify([panel.type, asked])
}

/** The panels of a dashboard in their order, those of folded rows too. */
export function placedPanels(dashboard: DashboardJson): PlacedPanel[] {
  let row: string | undefined
  return (dashboard.panels ?? []).flatMap((panel): PlacedPanel[] => {
    if (panel.type !== 'row') return 'panels' in panel ? [] : [{ panel, dashboard, row }]
    row = panel.title
    const folded = 'panels' in panel ? panel.panels : []
    return folded.map((inside) => ({ panel: inside, dashboard, row }))
  })
}
