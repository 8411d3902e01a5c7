import type { Dashboard as DashboardJson, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { DashboardInfo, VariableState } from '../../toolkit/preview/api.ts'
import { changeParameters, givenVariables, parameters } from '../address.ts'
import { ask } from '../ask.ts'
import { element, freshId } from '../dom.ts'
import type { Page } from '../page.ts'
import { whileLoading } from '../readiness.ts'
import { currentTheme } from '../theme.ts'
import { dashboardLinks } from './dashboard-links.ts'
import { foldableRow } from './foldable-row.ts'
import type { DashboardState } from './load-panel.ts'
import { PanelFrame } from './panel-frame.ts'
import { refreshMilliseconds, refreshPicker } from './refresh-picker.ts'
import { rowsOf } from './rows.ts'
import { timePicker } from './time-picker.ts'
import { variablePickers } from './variable-picker.ts'

/** One dashboard: what is chosen above, its rows and their panels below. */
export class DashboardPage implements Page {
  readonly place = element('article', { class: 'dashboard' })
  readonly #uid: string
  readonly #header = element('header', { class: 'page-header' })
  readonly #rows = element('div', { class: 'rows' })
  #info: DashboardInfo | undefined
  #frames: PanelFrame[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #state: DashboardState | undefined
  #turn = 0

  constructor(uid: string) {
    this.#uid = uid
    this.place.append(this.#header, this.#rows)
    addEventListener('keydown', this.#onKey)
  }

  /** Loads the dashboard as it is defined now; open rows, the range and the variables stay as they are. */
  async reload(): Promise<void> {
    const info = await whileLoading(ask<DashboardInfo>(`dashboards/${encodeURIComponent(this.#uid)}`))
    const isSame = JSON.stringify(info) === JSON.stringify(this.#info)
    this.#info = info
    if (!isSame) this.#build(info)
    await this.show()
  }

  /** Asks every panel with the range and the variables of the address. */
  async show(): Promise<void> {
    const info = this.#info
    if (!info) return
    const { json } = info
    clearTimeout(this.#timer)
    const turn = ++this.#turn
    const address = parameters()
    const from = address.get('from') ?? json.time?.from ?? 'now-6h'
    const to = address.get('to') ?? json.time?.to ?? 'now'
    const { variables, given } = await this.#variables(json, from, to)
    // Somebody may have chosen something else while the choices were asked for.
    if (turn !== this.#turn) return
    const state: DashboardState = { uid: this.#uid, from, to, given, variables }
    this.#state = state
    this.#drawHeader(json, state)
    this.#schedule(address.get('refresh') ?? (typeof json.refresh === 'string' ? json.refresh : ''))
    await this.#loadOpen(() => true)
  }

  redraw(): void {
    for (const frame of this.#frames) frame.draw(currentTheme())
  }

  end(): void {
    clearTimeout(this.#timer)
    removeEventListener('keydown', this.#onKey)
    for (const frame of this.#frames) frame.end()
  }

  /** Asks the panels whose rows are open; those of folded rows are asked when they are opened, as in Grafana. */
  async #loadOpen(isMeant: (frame: PanelFrame) => boolean): Promise<void> {
    const state = this.#state
    if (!state) return
    const open = this.#frames.filter(({ place }) => !place.closest<HTMLElement>('.grid')?.hidden)
    await Promise.all(open.filter(isMeant).map((frame) => frame.load(state, currentTheme())))
  }

  readonly #onKey = (event: KeyboardEvent) => {
    const typing = event.target instanceof Element && event.target.closest('input, select, textarea, dialog')
    if (event.key === 'r' && !typing && !event.metaKey && !event.ctrlKey) void this.show()
  }

  async #variables(json: DashboardJson, from: string, to: string) {
    const known = (json.templating.list ?? []).map(({ name }) => name)
    const given = Object.fromEntries(
      Object.entries(givenVariables()).filter(([name]) => known.includes(name)),
    )
    if (known.length === 0) return { variables: [], given }
    const address = new URLSearchParams({ from, to })
    for (const [name, values] of Object.entries(given))
      for (const value of values) address.append(`var-${name}`, value)
    const path = `dashboards/${encodeURIComponent(this.#uid)}/variables?${address}`
    const variables = await whileLoading(ask<VariableState[]>(path))
    return { variables, given }
  }

  #drawHeader(json: DashboardJson, { from, to, variables }: DashboardState): void {
    const refresh = parameters().get('refresh') ?? (typeof json.refresh === 'string' ? json.refresh : '')
    const title = element('h1', {}, json.title ?? '')
    document.title = `${json.title ?? ''} · Sightline`
    const focused = document.activeElement?.id
    this.#header.replaceChildren(
      element(
        'div',
        { class: 'page-title' },
        element('div', {}, title, json.description ? element('p', {}, json.description) : null),
        element(
          'div',
          { class: 'controls' },
          timePicker(from, to),
          refreshPicker(refresh, () => void this.show()),
        ),
      ),
      element(
        'div',
        { class: 'variables' },
        ...variablePickers(variables),
        ...dashboardLinks(json, this.#uid),
      ),
    )
    if (focused) document.getElementById(focused)?.focus()
  }

  #schedule(refresh: string): void {
    const wait = refreshMilliseconds(refresh)
    if (wait === undefined) return
    this.#timer = setTimeout(() => {
      if (document.hidden) this.#schedule(refresh)
      else void this.show()
    }, wait)
  }

  #build({ json, sites }: DashboardInfo): void {
    for (const frame of this.#frames) frame.end()
    this.#frames = []
    const folded = new Map(
      [...this.#rows.querySelectorAll<HTMLElement>('.row')].map((row) => [
        row.dataset.row,
        row.dataset.folded === 'true',
      ]),
    )
    this.#rows.replaceChildren(
      ...rowsOf(json).map(({ row, panels, top }) => {
        const grid = element(
          'div',
          { class: 'grid', id: freshId('grid') },
          ...panels.map((panel) => this.#panel(panel, top, sites)),
        )
        if (!row) return grid
        const isFolded = folded.get(String(row.id)) ?? row.collapsed
        const onOpen = () =>
          void this.#loadOpen((frame) => grid.contains(frame.place) && frame.isBehind(this.#state))
        return foldableRow(row, grid, isFolded, onOpen)
      }),
    )
  }

  #panel(panel: Panel, top: number, sites: DashboardInfo['sites']): HTMLElement {
    const onRange = (from: number, to: number) => changeParameters({ from: String(from), to: String(to) })
    const frame = new PanelFrame({ panel, site: sites[String(panel.id)], onRange })
    this.#frames.push(frame)
    const { x = 0, y = 0, w = 12, h = 8 } = panel.gridPos ?? {}
    const place = `--x: ${x + 1}; --y: ${y - top + 1}; --w: ${w}; --h: ${h}`
    frame.place.setAttribute('style', place)
    frame.place.classList.toggle('small', w <= 8 && panel.type !== 'table')
    return frame.place
  }
}
