import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { LineageInfo } from '../../toolkit/preview/api.ts'
import { ask } from '../ask.ts'
import type { QueryAnswer } from '../data/query-answer.ts'
import { element, freshId } from '../dom.ts'
import { type PanelData, queriesOf } from './load-panel.ts'

/** The panel that is looked into. */
export interface Inspected {
  readonly panel: Panel
  readonly site: string | undefined
  readonly uid: string
  readonly data: PanelData
}

/** Shows a panel's SQL, its rows and what it reads, in a window over the page. */
export function showDetails(inspected: Inspected): void {
  const { panel, site, data } = inspected
  const rows = data.answers.reduce((total, answer) => total + answer.rows.length, 0)
  const milliseconds = data.answers.reduce((total, answer) => total + (answer.milliseconds ?? 0), 0)
  const heading = element('h2', { id: freshId('details') }, panel.title ?? '')
  const dialog = element('dialog', { class: 'details', 'aria-labelledby': heading.id })
  const close = element('button', { type: 'button', class: 'quiet', onclick: () => dialog.close() }, 'Close')
  const facts = [`${rows} rows`, `${milliseconds.toFixed(1)} ms`, ...(site ? [site] : [])]
  dialog.append(
    element('header', {}, heading, element('p', { class: 'facts' }, facts.join('  ·  ')), close),
    tabs([
      ['SQL', () => sqlView(data.answers)],
      ['Rows', () => rowsView(data.answers)],
      ['Lineage', () => lineageView(inspected)],
    ]),
  )
  dialog.addEventListener('close', () => dialog.remove())
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
    if (event.target instanceof Element && event.target.closest('a')) dialog.close()
  })
  document.body.append(dialog)
  dialog.showModal()
}

function tabs(views: readonly (readonly [name: string, show: () => HTMLElement])[]): HTMLElement {
  const body = element('div', { class: 'tab-body', role: 'tabpanel', tabindex: 0 })
  const buttons = views.map(([name, show], index) => {
    const button = element('button', { type: 'button', role: 'tab' }, name)
    const open = () => {
      for (const other of buttons) {
        other.setAttribute('aria-selected', String(other === button))
        other.tabIndex = other === button ? 0 : -1
      }
      body.setAttribute('aria-label', name)
      body.replaceChildren(show())
    }
    button.addEventListener('click', open)
    button.addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
      const next = buttons[(index + step + buttons.length) % buttons.length]
      if (step === 0 || !next) return
      next.focus()
      next.click()
    })
    return button
  })
  queueMicrotask(() => buttons[0]?.click())
  return element('div', { class: 'tabs' }, element('div', { role: 'tablist' }, ...buttons), body)
}

function sqlView(answers: readonly QueryAnswer[]): HTMLElement {
  return element('div', {}, ...answers.map(({ sql }) => element('pre', { class: 'sql' }, sql)))
}

const shownRows = 500

function rowsView(answers: readonly QueryAnswer[]): HTMLElement {
  const tables = answers.map(({ columns, rows }) =>
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element('tr', {}, ...columns.map(({ name }) => element('th', { scope: 'col' }, name))),
      ),
      element(
        'tbody',
        {},
        ...rows.slice(0, shownRows).map((row) => {
          return element('tr', {}, ...row.map((value) => element('td', {}, value ?? 'null')))
        }),
      ),
    ),
  )
  const cut = answers.some(({ rows }) => rows.length > shownRows)
  return element(
    'div',
    { class: 'table' },
    ...tables,
    cut && element('p', {}, `The first ${shownRows} rows.`),
  )
}

function lineageView({ uid, panel }: Inspected): HTMLElement {
  const view = element('div', { class: 'reads' }, 'Asking Postgres …')
  const name = `${uid}/${panel.title ?? ''}`
  ask<LineageInfo>('lineage').then(
    ({ edges }) => {
      const names = [name, ...queriesOf(panel).map(({ refId }) => `${name} ${refId}`)]
      const found = edges.filter(({ reader }) => names.includes(reader))
      const rows = found.map(({ relation, columns, columnsUnknown }) =>
        element(
          'li',
          {},
          element('a', { href: `/lineage?of=${encodeURIComponent(relation)}` }, relation),
          element('span', {}, columnsUnknown ? 'as a whole' : columns.join(', ')),
        ),
      )
      const picture = element('a', { href: `/lineage?of=${encodeURIComponent(name)}` }, 'Show the picture')
      view.replaceChildren(element('ul', {}, ...rows), picture)
    },
    (error: unknown) => view.replaceChildren(error instanceof Error ? error.message : String(error)),
  )
  return view
}
