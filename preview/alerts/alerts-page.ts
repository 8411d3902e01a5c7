import type { AlertInfo, AlertInstance } from '../../toolkit/preview/api.ts'
import { ask } from '../ask.ts'
import { element } from '../dom.ts'
import type { Page } from '../page.ts'
import { forgetCharts } from '../panels/chart.ts'
import { whileLoading } from '../readiness.ts'
import { BacktestPart } from './backtest.ts'

const stateWords = {
  firing: 'Firing',
  pending: 'Would fire',
  normal: 'Normal',
  'no data': 'No data',
  error: 'Error',
  paused: 'Paused',
} as const

/** Every alert with its state now, and its value against its limit. */
export class AlertsPage implements Page {
  readonly place = element('article', { class: 'alerts' })
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #backtests = new Map<string, BacktestPart>()

  async reload(): Promise<void> {
    forgetCharts(this.place)
    this.#backtests.clear()
    await this.show()
  }

  async show(): Promise<void> {
    clearTimeout(this.#timer)
    document.title = 'Alerts · Sightline'
    const alerts = await whileLoading(ask<AlertInfo[]>('alerts'))
    const firing = alerts.filter(({ state }) => state === 'firing' || state === 'pending').length
    const open = new Set(
      [...this.place.querySelectorAll<HTMLDetailsElement>('details[open]')].map(({ id }) => id),
    )
    this.place.replaceChildren(
      element(
        'header',
        { class: 'page-header' },
        element('h1', {}, 'Alerts'),
        element(
          'p',
          {},
          alerts.length === 0
            ? 'This project has no alerts.'
            : `${firing} of ${alerts.length} would fire on the data as it is now.`,
        ),
      ),
      element(
        'div',
        { class: 'alert-list' },
        ...alerts.map((alert) => alertCard(alert, open.has(alert.uid), this.#backtestOf(alert.uid))),
      ),
    )
    this.#timer = setTimeout(() => void this.show().catch(() => {}), 10_000)
  }

  rowsChanged(): void {}

  redraw(): void {
    for (const part of this.#backtests.values()) part.redraw()
  }

  end(): void {
    clearTimeout(this.#timer)
    forgetCharts(this.place)
  }

  #backtestOf(uid: string): BacktestPart {
    const part = this.#backtests.get(uid) ?? new BacktestPart(uid)
    this.#backtests.set(uid, part)
    return part
  }
}

function alertCard(alert: AlertInfo, open: boolean, backtest: BacktestPart): HTMLElement {
  const { uid, title, state, severity, description, condition, every, receiver, message, site, sql } = alert
  const waits = alert.for === '0s' ? 'at once' : `after ${alert.for}`
  const facts: [string, string][] = [
    ['Fires', `${condition}, ${waits}`],
    ['Evaluated', `every ${every}`],
    ['Tells', receiver],
    ['Without data', alert.noDataState],
  ]
  return element(
    'section',
    { class: `alert alert-${state.replace(' ', '-')}`, 'aria-label': title },
    element(
      'header',
      {},
      element('span', { class: 'alert-state' }, stateWords[state]),
      element('h2', {}, title),
      element('span', { class: `severity severity-${severity}` }, severity),
    ),
    message !== null
      ? element('div', { class: 'problem', role: 'alert' }, element('pre', {}, message))
      : element('div', { class: 'instances' }, ...instances(alert)),
    element('dl', {}, ...facts.flatMap(([name, text]) => [element('dt', {}, name), element('dd', {}, text)])),
    element('p', {}, description),
    alert.notCovered.length > 0 &&
      element('p', { class: 'no-data' }, `Not simulated: ${alert.notCovered.join(', ')}.`),
    backtest.place,
    element(
      'footer',
      {},
      alert.dashboard !== null && element('a', { href: `/d/${alert.dashboard}` }, 'Show on its dashboard'),
      element('a', { href: `/lineage?of=${encodeURIComponent(title)}` }, 'Lineage'),
      site !== null && element('code', {}, site),
    ),
    element(
      'details',
      { id: uid, open },
      element('summary', {}, 'SQL'),
      element('pre', { class: 'sql' }, sql),
    ),
  )
}

function instances({ instances: all, bounds, condition }: AlertInfo): HTMLElement[] {
  if (all.every(({ state }) => state.includes('NoData'))) {
    const states = [...new Set(all.map(({ state }) => state))].join(', ')
    return [
      element('p', { class: 'no-data' }, `No data: a query returns no row now, and the alert is ${states}.`),
    ]
  }
  return all.slice(0, 20).map((instance) => instanceBar(instance, bounds, condition))
}

/** A value on a scale that holds the limit as well, so that the distance can be seen. */
function instanceBar(
  { labels, value, state }: AlertInstance,
  bounds: readonly number[],
  condition: string,
): HTMLElement {
  const names = Object.entries(labels).map(([name, text]) => `${name} ${text}`)
  const shown = value === null ? 'no value' : valueText(value)
  const firing = state.startsWith('Alerting') || state === 'Pending'
  const top = Math.max(value ?? 0, ...bounds) * 1.25 || 1
  const part = (number: number) => `${Math.min(100, Math.max(0, (number / top) * 100))}%`
  return element(
    'div',
    { class: `instance${firing ? ' firing' : ''}` },
    element('span', { class: 'instance-value' }, shown),
    element('span', { class: 'instance-limit' }, [...names, `fires ${condition}`].join(', ')),
    bounds.length > 0 &&
      element(
        'span',
        { class: 'scale', role: 'img', 'aria-label': `${shown}, fires ${condition}` },
        element('span', { class: 'scale-value', style: `width: ${part(value ?? 0)}` }),
        ...bounds.map((bound) => element('span', { class: 'scale-limit', style: `left: ${part(bound)}` })),
      ),
  )
}

const valueText = (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 4 })
