import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import { element } from '../dom.ts'
import { dashboardLinks } from './dashboard-links.ts'
import { refreshOf } from './dashboard-state.ts'
import type { DashboardState } from './load-panel.ts'
import { refreshPicker } from './refresh-picker.ts'
import { timePicker } from './time-picker.ts'
import { variablePickers } from './variable-picker.ts'

const drawn = new WeakMap<HTMLElement, string>()

/** Draws a dashboard's title and what can be chosen; while that stays the same, an open picker stays as it is. */
export function drawHeader(
  place: HTMLElement,
  json: DashboardJson,
  { from, to, variables, zone }: DashboardState,
  onRefresh: () => void,
): void {
  const { title = '', description } = json
  const refresh = refreshOf(json)
  const key = JSON.stringify([
    title,
    description,
    json.links,
    from,
    to,
    zone,
    variables,
    refresh,
    location.search,
  ])
  if (drawn.get(place) === key) return
  drawn.set(place, key)
  const focused = document.activeElement?.id
  place.replaceChildren(
    element(
      'div',
      { class: 'page-title' },
      element('div', {}, element('h1', {}, title), description ? element('p', {}, description) : null),
      element('div', { class: 'controls' }, timePicker(from, to, zone), refreshPicker(refresh, onRefresh)),
    ),
    element(
      'div',
      { class: 'variables' },
      ...variablePickers(variables),
      ...dashboardLinks(json, json.uid ?? ''),
    ),
  )
  if (focused) document.getElementById(focused)?.focus()
}
