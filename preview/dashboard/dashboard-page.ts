import type { DashboardInfo } from '../../toolkit/preview/api.ts'
import { changeParameters } from '../address.ts'
import { ask } from '../ask.ts'
import { element, freshId } from '../dom.ts'
import type { Page } from '../page.ts'
import { whileLoading } from '../readiness.ts'
import { currentTheme } from '../theme.ts'
import { drawHeader } from './dashboard-header.ts'
import { dashboardState, refreshOf } from './dashboard-state.ts'
import { foldableRow } from './foldable-row.ts'
import type { DashboardState } from './load-panel.ts'
import { PanelFrame } from './panel-frame.ts'
import { refreshMilliseconds } from './refresh-picker.ts'
import { type PlacedPanel, repeatedValues, repeatPanels } from './repeat-panels.ts'
import { rowsOf } from './rows.ts'

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
  #built = ''
  #turn = 0

  constructor(uid: string) {
    this.#uid = uid
    this.place.append(this.#header, this.#rows)
    addEventListener('keydown', this.#onKey)
  }

  /** Loads the dashboard as it is defined now; open rows, the range and the variables stay as they are. */
  async reload(): Promise<void> {
    this.#info = await whileLoading(ask<DashboardInfo>(`dashboards/${encodeURIComponent(this.#uid)}`))
    await this.show()
  }

  /** Asks every panel with the range and the variables of the address. */
  async show(): Promise<void> {
    const info = this.#info
    if (!info) return
    clearTimeout(this.#timer)
    const turn = ++this.#turn
    const state = await dashboardState(info.json)
    // Somebody may have chosen something else while the choices were asked for.
    if (turn !== this.#turn) return
    this.#state = state
    document.title = `${info.json.title ?? ''} · Sightline`
    drawHeader(this.#header, info.json, state, () => void this.show())
    this.#build(info, state)
    this.#schedule(refreshOf(info.json))
    await this.#loadOpen(() => true)
  }

  rowsChanged(relations: readonly string[]): void {
    if (!document.hidden) void this.#loadOpen((frame) => frame.isSettled && frame.reads(relations))
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

  #schedule(refresh: string): void {
    const wait = refreshMilliseconds(refresh)
    if (wait === undefined) return
    this.#timer = setTimeout(() => {
      if (document.hidden) this.#schedule(refresh)
      else void this.show()
    }, wait)
  }

  /** Builds rows and panels, unless the dashboard is the one that stands there. */
  #build(info: DashboardInfo, { variables }: DashboardState): void {
    const rows = rowsOf(info.json)
    const key = JSON.stringify([info, rows.map(({ panels }) => repeatedValues(panels, variables))])
    if (key === this.#built) return
    this.#built = key
    for (const frame of this.#frames) frame.end()
    this.#frames = []
    const folded = this.#foldedRows()
    this.#rows.replaceChildren(
      ...rows.map(({ row, panels, top }) => {
        const placed = repeatPanels(panels, variables)
        const own = placed.map((one) => this.#panel(one, top, info.sites))
        const grid = element('div', { class: 'grid', id: freshId('grid') }, ...own)
        if (!row) return grid
        const onOpen = () =>
          void this.#loadOpen((frame) => grid.contains(frame.place) && frame.isBehind(this.#state))
        return foldableRow(row, grid, folded.get(String(row.id)) ?? row.collapsed, onOpen)
      }),
    )
  }

  #foldedRows(): Map<string | undefined, boolean> {
    const rows = [...this.#rows.querySelectorAll<HTMLElement>('.row')]
    return new Map(rows.map(({ dataset }) => [dataset.row, dataset.folded === 'true']))
  }

  #panel({ panel, scope }: PlacedPanel, top: number, sites: DashboardInfo['sites']): HTMLElement {
    const onRange = (from: number, to: number) => changeParameters({ from: String(from), to: String(to) })
    const frame = new PanelFrame({ panel, site: sites[String(panel.id)], scope, onRange })
    this.#frames.push(frame)
    const { x = 0, y = 0, w = 12, h = 8 } = panel.gridPos ?? {}
    frame.place.setAttribute('style', `--x: ${x + 1}; --y: ${y - top + 1}; --w: ${w}; --h: ${h}`)
    frame.place.classList.toggle('small', w <= 8 && panel.type !== 'table')
    return frame.place
  }
}
