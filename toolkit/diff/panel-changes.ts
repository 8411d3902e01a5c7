import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard'
import { isPostgresTarget } from '../define/dashboards/query-target.ts'
import type { ThingChange } from './diff-report.ts'
import { type Fact, facts } from './fact.ts'
import { longestRise } from './longest-rise.ts'
import {
  type DashboardMatch,
  type DashboardMatches,
  type PlacedPanel,
  placedPanels,
} from './match-dashboards.ts'
import { pairUp } from './pair-up.ts'
import { changedQuery, come, gone, withQuery } from './part-changes.ts'
import type { FormatSql } from './sql-lines.ts'
import { panelFacts } from './words/panel-facts.ts'
import { settingFact } from './words/setting-facts.ts'

/** What changes in the rows and panels of a dashboard. */
export function panelChanges(
  { before, after, panels }: DashboardMatch,
  moved: DashboardMatches['moved'],
  format: FormatSql,
): ThingChange[] {
  const { renamed, changes } = rowChanges(before.panels ?? [], after.panels ?? [])
  const displaced = displacedPanels(panels.kept, placedPanels(before), placedPanels(after))
  const kept = panels.kept.flatMap(([old, now]): ThingChange[] => {
    const row = old.row === undefined ? undefined : (renamed.get(old.row) ?? old.row)
    const place =
      row !== now.row
        ? facts('place', [`moved from row ${old.row ?? 'none'} to row ${now.row ?? 'none'}`])
        : displaced.has(now)
          ? facts('place', [placeText(now, placedPanels(after))])
          : []
    const lines = queriesOf(old, now, format)
    const own = withQuery([...panelFacts(old.panel, now.panel), ...formatFacts(old, now)], lines)
    if (own.length + place.length === 0) return []
    const change = old.panel.title !== now.panel.title ? 'renamed' : own.length === 0 ? 'moved' : 'changed'
    return [{ kind: 'panel', name: titleOf(now), change, facts: [...place, ...own], lines }]
  })
  const arrived = moved
    .filter(([, to]) => to.dashboard === after)
    .map(([from, to]): ThingChange => {
      const place = `moved from the dashboard ${from.dashboard.title ?? from.dashboard.uid ?? ''}`
      const told = [...facts('place', [place]), ...panelFacts(from.panel, to.panel)]
      return { kind: 'panel', name: titleOf(to), change: 'moved', facts: told, lines: [] }
    })
  return [
    ...gone('panel', panels.removed.map(titleOf)),
    ...kept,
    ...arrived,
    ...come('panel', panels.added.map(titleOf)),
    ...changes,
  ]
}

const titleOf = ({ panel }: PlacedPanel): string => panel.title ?? `a ${panel.type} without a title`

/** Rows that are kept, though perhaps under another title: where the same panels are in them. */
function rowChanges(before: readonly (Panel | RowPanel)[], after: readonly (Panel | RowPanel)[]) {
  const [old, now] = [rowsOf(before), rowsOf(after)]
  const { kept, removed, added } = pairUp(
    old,
    now,
    ({ title }) => title,
    ({ panels }) => (panels === '' ? undefined : panels),
  )
  const folds = kept.flatMap(([a, b]): ThingChange[] => {
    const told = [
      ...facts('title', a.title === b.title ? [] : [settingFact('title', a.title, b.title)]),
      ...facts('setting', a.collapsed === b.collapsed ? [] : [b.collapsed ? 'is folded' : 'is unfolded']),
    ]
    if (told.length === 0) return []
    const change = a.title === b.title ? 'changed' : 'renamed'
    return [{ kind: 'row', name: b.title, change, facts: told, lines: [] }]
  })
  const changes = [
    ...gone(
      'row',
      removed.map(({ title }) => title),
    ),
    ...folds,
    ...come(
      'row',
      added.map(({ title }) => title),
    ),
  ]
  return { renamed: new Map(kept.map(([a, b]) => [a.title, b.title])), changes }
}

function rowsOf(panels: readonly (Panel | RowPanel)[]) {
  const rows: { title: string; collapsed: boolean; panels: string }[] = []
  for (const panel of panels) {
    const last = rows.at(-1)
    if (panel.type !== 'row') {
      if (last) last.panels += `${panel.title}\n`
      continue
    }
    const inside = 'panels' in panel ? panel.panels.map(({ title }) => `${title}\n`).join('') : ''
    const collapsed = 'collapsed' in panel && panel.collapsed
    rows.push({ title: panel.title ?? '', collapsed, panels: inside })
  }
  return rows
}

/** Panels that changed places among those that stayed: as few as explain the new order. */
function displacedPanels(
  kept: DashboardMatch['panels']['kept'],
  before: readonly PlacedPanel[],
  after: readonly PlacedPanel[],
): Set<PlacedPanel> {
  const place = (panels: readonly PlacedPanel[], { panel }: PlacedPanel) =>
    panels.findIndex((one) => one.panel === panel)
  const order = kept
    .map(([old, now]) => ({ now, from: place(before, old), to: place(after, now) }))
    .sort((a, b) => a.to - b.to)
  const staying = longestRise(order.map(({ from }) => from))
  return new Set(order.filter(({ from }) => !staying.has(from)).map(({ now }) => now))
}

function placeText({ panel }: PlacedPanel, after: readonly PlacedPanel[]): string {
  const place = after.findIndex((one) => one.panel === panel)
  const previous = after[place - 1]
  return previous ? `moved behind ${titleOf(previous)}` : 'moved to the front'
}

function queriesOf(before: PlacedPanel, after: PlacedPanel, format: FormatSql): string[] {
  const [old, now] = [before, after].map(({ panel }) => (panel.targets ?? []).filter(isPostgresTarget))
  const count = Math.max(old?.length ?? 0, now?.length ?? 0)
  return Array.from({ length: count }, (_, index) =>
    changedQuery(old?.[index]?.rawSql, now?.[index]?.rawSql, format),
  ).flat()
}

function formatFacts(before: PlacedPanel, after: PlacedPanel): Fact[] {
  const [old, now] = [before, after].map(({ panel }) => panel.targets?.find(isPostgresTarget)?.format)
  return old === now || old === undefined ? [] : facts('query', [settingFact('format', old, now)])
}
