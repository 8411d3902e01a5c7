import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Theme } from '../../toolkit/grafana/model/display/named-colors.ts'
import { withPanelDefaults } from '../../toolkit/grafana/model/display/panel-defaults.ts'
import { shownFrames } from '../../toolkit/grafana/model/display/shown-fields.ts'

import { parameters } from '../address.ts'
import { Refused } from '../ask.ts'
import { liveQuery } from '../data/live-query.ts'
import { element, freshId, icon } from '../dom.ts'
import { withHint } from '../hint.ts'
import { forgetCharts } from '../panels/chart.ts'
import { drawingOf } from '../panels/index.ts'
import { whileLoading } from '../readiness.ts'
import { showDetails } from './details.ts'
import { type DashboardState, loadPanel, type PanelData, queriesOf, readsRelation } from './load-panel.ts'
import { panelTitle } from './panel-title.ts'
import { type Scope, scopedState } from './repeat-panels.ts'
import { spanText } from './time-picker.ts'

/** What a panel on the page is made from. */
export interface FrameOptions {
  readonly panel: Panel
  readonly site: string | undefined
  /** The one value of a variable for which the panel is repeated. */
  readonly scope: Scope | undefined
  readonly onRange: (from: number, to: number) => void
}

/** A panel on the page: its title, what it shows, and what went wrong with it alone. */
export class PanelFrame {
  readonly place: HTMLElement
  readonly #options: FrameOptions
  readonly #body = element('div', { class: 'panel-body' })
  readonly #note = element('span', { class: 'panel-note' })
  readonly #title = element('h3', { id: freshId('panel') })
  #asking = new AbortController()
  #asked: DashboardState | undefined
  #state: DashboardState | undefined
  #data: PanelData | undefined

  constructor(options: FrameOptions) {
    this.#options = options
    const { panel } = options
    this.#title.textContent = panel.title ?? ''
    const span = panel.timeFrom && !panel.hideTimeOverride ? spanText(panel.timeFrom) : ''
    const about = element(
      'button',
      { type: 'button', class: 'quiet', 'aria-label': 'What this shows' },
      icon('M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.2v4M8 4.9v.2'),
    )
    const details = element(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-label': 'SQL, rows and lineage',
        title: 'SQL, rows and lineage',
        onclick: () => this.#showDetails(),
      },
      icon('M5.5 4L2 8l3.5 4M10.5 4L14 8l-3.5 4'),
    )
    this.place = element(
      'section',
      { class: `panel panel-${panel.type}`, 'aria-labelledby': this.#title.id, 'data-panel': panel.id },
      element(
        'header',
        {},
        this.#title,
        panel.description ? withHint(about, panel.description) : null,
        span !== '' && element('span', { class: 'panel-span' }, span),
        this.#note,
        queriesOf(panel).length > 0 ? details : null,
      ),
      this.#body,
    )
  }

  /** Asks the panel's queries and draws what they return. */
  async load(dashboard: DashboardState, theme: Theme): Promise<void> {
    const { panel, scope } = this.#options
    const state = scope ? scopedState(dashboard, scope) : dashboard
    this.#asking.abort()
    this.#asking = new AbortController()
    this.#asked = dashboard
    this.#state = state
    this.#title.textContent = panelTitle(panel.title ?? '', state)
    this.place.classList.add('loading')
    const { signal } = this.#asking
    try {
      this.#data = await whileLoading(loadPanel(panel, state, this.#body.clientWidth, signal))
      this.draw(theme)
    } catch (error) {
      if (signal.aborted) return
      const message =
        error instanceof Refused ? error.message : 'The preview does not answer: is it still running?'
      this.#fail(message, this.#options.site)
    }
    this.place.classList.remove('loading')
  }

  /** Whether nothing is being asked for it: rows that change faster than it is answered do not stop the answer. */
  get isSettled(): boolean {
    return !this.place.classList.contains('loading')
  }

  /** Whether one of its queries reads one of these relations. */
  reads(relations: readonly string[]): boolean {
    return readsRelation(this.#options.panel, relations)
  }

  /** Whether the panel shows something else than what the dashboard is asked with now. */
  isBehind(state: DashboardState | undefined): boolean {
    return this.#asked !== state
  }

  /** Draws what was returned last. */
  draw(theme: Theme): void {
    const { panel, onRange, site } = this.#options
    const [data, state] = [this.#data, this.#state]
    if (!data || !state) return
    const failed = data.answers.find(({ error }) => error !== undefined)
    if (failed?.error) {
      this.#fail(failed.error.message, failed.error.site ?? site)
      return
    }
    if (data.problem !== undefined) {
      this.#fail(data.problem, site)
      return
    }
    const milliseconds = data.answers.reduce((total, answer) => total + (answer.milliseconds ?? 0), 0)
    this.#note.textContent =
      data.answers.length > 0
        ? `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`
        : ''
    const { draw, known } = drawingOf(panel.type)
    const [live] = (panel.targets ?? []).flatMap((target) => liveQuery(target) ?? [])
    if (live) {
      this.place.dataset.result = 'data'
      const words = `Grafana Live pushes ${live.fields.join(', ')} here, from ${live.channel}.`
      this.#body.replaceChildren(element('p', { class: 'no-data' }, words))
      return
    }
    const hasData = data.frames.some(({ length }) => length > 0) || queriesOf(panel).length === 0
    this.place.dataset.result = hasData ? 'data' : 'none'
    if (!hasData) {
      this.#clear()
      const { noValue } = panel.fieldConfig?.defaults ?? {}
      this.#body.replaceChildren(element('p', { class: 'no-data' }, noValue ?? 'No data'))
      return
    }
    if (this.#body.querySelector('.problem, .no-data')) this.#body.replaceChildren()
    const fieldConfig = withPanelDefaults(panel.type, panel.fieldConfig)
    const frames = this.#shown(() => shownFrames(data.frames, fieldConfig, theme, state.zone))
    if (!frames) return
    const [answer] = data.answers
    const address = parameters()
    if (!address.has('from')) address.set('from', state.from)
    if (!address.has('to')) address.set('to', state.to)
    for (const { name, value } of state.variables)
      if (!address.has(`var-${name}`)) for (const one of value) address.append(`var-${name}`, one)
    const range = { from: answer?.from ?? 0, to: answer?.to ?? 0 }
    const { marks, zone } = state
    const input = { panel, fieldConfig, frames, range, theme, zone, marks, address, onRange }
    const words = this.#shown(() => draw(this.#body, input))
    if (words === undefined) return
    this.#body.setAttribute('role', panel.type === 'table' || panel.type === 'text' ? 'group' : 'figure')
    this.#body.setAttribute('aria-label', words.slice(0, 500))
    this.#addNotes(data, known)
  }

  /** Stops asking, and forgets the panel's charts. */
  end(): void {
    this.#asking.abort()
    forgetCharts(this.place)
  }

  /** What is made of the data, or nothing where Grafana cannot make it, which is then said in the panel. */
  #shown<Made>(make: () => Made): Made | undefined {
    try {
      return make()
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error), this.#options.site)
      return undefined
    }
  }

  #addNotes({ answers, uncovered, unknownUnits }: PanelData, known: boolean): void {
    this.place.querySelector(':scope > .panel-notes')?.remove()
    const notes = [
      known ? '' : `The preview does not draw ${this.#options.panel.type}; these are its rows.`,
      uncovered.length > 0 ? `The preview does not know the transformations ${uncovered.join(', ')}.` : '',
      unknownUnits.length > 0
        ? `Grafana has no unit ${unknownUnits.join(', ')}: it is written behind the number.`
        : '',
      answers.some(({ cut }) => cut) ? 'Only the first 10,000 rows are shown.' : '',
    ].filter((note) => note !== '')
    if (notes.length > 0) this.place.append(element('p', { class: 'panel-notes' }, notes.join(' ')))
  }

  #fail(message: string, site: string | undefined): void {
    this.place.dataset.result = 'error'
    this.#note.textContent = ''
    this.#clear()
    this.#body.removeAttribute('aria-label')
    this.#body.replaceChildren(
      element(
        'div',
        { class: 'problem', role: 'alert' },
        element('strong', {}, 'The panel fails'),
        element('pre', {}, message),
        site ? element('p', {}, 'Defined in ', element('code', {}, site)) : null,
      ),
    )
  }

  #clear(): void {
    forgetCharts(this.#body)
    this.#body.replaceChildren()
  }

  #showDetails(): void {
    const { panel, site } = this.#options
    if (this.#data && this.#state) showDetails({ panel, site, data: this.#data, uid: this.#state.uid })
  }
}
