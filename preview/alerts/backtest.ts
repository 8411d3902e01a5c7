import type { BacktestInfo, PastFiring } from '../../toolkit/preview/api.ts'
import { ask } from '../ask.ts'
import { element } from '../dom.ts'
import { forgetCharts } from '../panels/chart.ts'
import { whileLoading } from '../readiness.ts'
import { currentTheme } from '../theme.ts'
import { drawBacktest } from './draw-backtest.ts'

const ranges = { 'now-24h': 'Last 24 hours', 'now-7d': 'Last 7 days', 'now-30d': 'Last 30 days' } as const

/** What a rule would have done: a picture, its firings, and the same with other limits. It stays while the page is drawn anew. */
export class BacktestPart {
  readonly place: HTMLElement
  readonly #answer = element('div', { class: 'backtest-answer', 'aria-live': 'polite' })
  readonly #uid: string
  #info: BacktestInfo | undefined

  constructor(uid: string) {
    this.#uid = uid
    this.place = element(
      'div',
      { class: 'backtest' },
      element(
        'div',
        { class: 'backtest-ranges' },
        element('span', {}, 'Backtest'),
        ...Object.entries(ranges).map(([from, title]) =>
          element(
            'button',
            { type: 'button', class: 'control', onclick: () => void this.#show(from) },
            title,
          ),
        ),
      ),
      this.#answer,
    )
  }

  /** Draws it again, as in another theme. */
  redraw(): void {
    if (this.#info) this.#draw(this.#info)
  }

  async #show(from: string): Promise<void> {
    forgetCharts(this.#answer)
    this.#info = undefined
    this.#answer.replaceChildren(element('p', { class: 'no-data' }, 'Evaluating …'))
    try {
      const path = `alerts/${encodeURIComponent(this.#uid)}/backtest?from=${from}&to=now`
      this.#info = await whileLoading(ask<BacktestInfo>(path))
      this.#draw(this.#info)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      this.#answer.replaceChildren(element('div', { class: 'problem', role: 'alert' }, message))
    }
  }

  #draw(info: BacktestInfo): void {
    const chart = element('div', { class: 'chart', role: 'img', 'aria-label': verdict(info) })
    const { firings, thresholds, notes } = info
    forgetCharts(this.#answer)
    this.#answer.replaceChildren(
      element('p', { class: 'backtest-verdict' }, verdict(info)),
      element('div', { class: 'backtest-picture' }, chart),
      ...(firings.length > 0 ? [firingTable(firings)] : []),
      ...(thresholds.length > 0 ? [thresholdTable(info)] : []),
      ...notes.map((note) => element('p', { class: 'no-data' }, note)),
    )
    drawBacktest(chart, info, currentTheme())
  }
}

function verdict({ firings, firingHours, evaluations }: BacktestInfo): string {
  const all = `of ${evaluations.toLocaleString('en')} evaluations`
  if (firings.length === 0) return `Would not have fired in any ${all}.`
  const times = firings.length === 1 ? 'once' : `${firings.length} times`
  return `Would have fired ${times}, ${lengthText(firingHours * 3600)} in all, ${all}.`
}

const shownFirings = 20

function firingTable(firings: readonly PastFiring[]): HTMLElement {
  const rows = firings.slice(0, shownFirings).map(({ from, to, seconds, value, least, most, labels }) => [
    momentText(from),
    to === null ? 'still fires' : momentText(to),
    lengthText(seconds),
    numberText(value),
    least === most ? numberText(most) : `${numberText(least)} to ${numberText(most)}`,
    Object.entries(labels)
      .map(([name, text]) => `${name} ${text}`)
      .join(', '),
  ])
  const more = firings.length - shownFirings
  return element(
    'div',
    { class: 'backtest-table' },
    table(['Fired', 'Until', 'Lasted', 'Value', 'While it fired', 'Labels'], rows),
    more > 0 && element('p', { class: 'no-data' }, `… and ${more} more.`),
  )
}

const thresholdTable = ({ thresholds }: BacktestInfo): HTMLElement =>
  element(
    'div',
    { class: 'backtest-table' },
    table(
      ['With the limit', 'Firings', 'Hours'],
      thresholds.map(({ threshold, isPresent, firings, hours }) => [
        `${threshold}${isPresent ? ' (now)' : ''}`,
        String(firings),
        hours.toFixed(1),
      ]),
    ),
  )

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): HTMLElement =>
  element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title)))),
    element(
      'tbody',
      {},
      ...rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, cell)))),
    ),
  )

const momentText = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ')

const numberText = (value: number | null): string =>
  value === null ? '' : value.toLocaleString('en', { maximumSignificantDigits: 4 })

function lengthText(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
