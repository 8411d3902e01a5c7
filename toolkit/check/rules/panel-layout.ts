import type { GridPos, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard'
import { describeSite } from '../../foundation/definition-site.ts'
import { gridColumns } from '../../grafana/layout.ts'
import type { BuiltDashboard } from '../../release/release.ts'
import type { Rule } from '../rule.ts'
import { panelsOfDashboard } from './placed-panels.ts'

/** Reports panels that Grafana would move or hide. */
export const panelLayout: Rule = {
  name: 'panel-layout',
  description: `Panels lie side by side within ${gridColumns} columns: Grafana moves those that overlap or stick out.`,
  *check({ release }) {
    for (const dashboard of release.dashboards) {
      for (const group of groupsOf(dashboard)) {
        for (const [position, tile] of group.entries()) {
          const { where, site } = tile
          for (const problem of misplaced(tile.place)) yield { where, ...problem, site }
          const below = group.slice(0, position).find((other) => overlap(other.place, tile.place))
          if (!below) continue
          yield {
            where,
            what: `It lies at ${describePlace(tile.place)} over "${below.title}" at ${describePlace(below.place)}.`,
            next: 'Move one of them, or leave `at` out and let the row place its panels.',
            site,
          }
        }
      }
    }
  },
}

interface Tile {
  readonly title: string
  readonly where: string
  readonly site: string | undefined
  readonly place: GridPos
}

/** What is seen at the same time: everything that is unfolded, and the panels of each folded row. */
function groupsOf(dashboard: BuiltDashboard): Tile[][] {
  const { definition, json } = dashboard
  const placed = new Map(panelsOfDashboard(dashboard).map((one) => [one.panel, one]))
  const tileOf = (panel: Panel | RowPanel): Tile[] => {
    const { gridPos: place, title = '' } = panel
    const { where = `${definition.uid}/${title}`, site = describeSite(definition) } =
      ('panels' in panel ? undefined : placed.get(panel)) ?? {}
    return place ? [{ title, where, site, place }] : []
  }
  const panels = json.panels ?? []
  const folded = panels.flatMap((panel) => ('panels' in panel ? [panel.panels.flatMap(tileOf)] : []))
  return [panels.flatMap(tileOf), ...folded]
}

function* misplaced({ x, y, w, h }: GridPos): Generator<{ what: string; next: string }> {
  if (w < 1 || h < 1) {
    const what = `It is ${w} wide and ${h} high, so nobody sees it.`
    yield { what, next: 'Give `size` a width and a height of at least 1.' }
  }
  if (x < 0 || x + w > gridColumns) {
    const what = `It reaches from column ${x} to ${x + w}, but a dashboard has ${gridColumns} columns.`
    yield { what, next: `Make it narrower, or move it so that x + width is at most ${gridColumns}.` }
  }
  if (y < 0)
    yield { what: `It begins at line ${y}, above the dashboard.`, next: 'Give `at` a y of 0 or more.' }
}

function overlap(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

function describePlace({ x, y, w, h }: GridPos): string {
  return `x ${x} to ${x + w}, y ${y} to ${y + h}`
}
