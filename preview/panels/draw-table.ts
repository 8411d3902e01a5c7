import { type Column, type Frame, numberOf, rowAt } from '../data/frame.ts'
import { compareValues } from '../data/transform.ts'
import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import { display } from '../fields/display.ts'
import { type FieldSettings, fieldSettings, shownName } from '../fields/field-config.ts'
import { asText } from '../format/shown.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'

interface TableOptions {
  readonly showHeader?: boolean
  readonly sortBy?: readonly { readonly displayName: string; readonly desc?: boolean }[]
}

interface Shown {
  readonly column: Column
  readonly settings: FieldSettings
  readonly name: string
}

/** More rows than that would hold up the page; nobody reads them there. */
const drawnRows = 500

/** How each table is sorted, until the page is left. */
const chosenOrder = new Map<string, { readonly name: string; readonly desc: boolean }>()

/** Draws rows and columns; a press on a heading sorts by it. */
export const drawTable: DrawPanel = (host, input) => {
  const [frame] = input.frames
  const { panel } = input
  if (!frame) return 'no rows'
  const options: TableOptions = panel.options ?? {}
  const shown = frame.columns
    .map((column): Shown => {
      const settings = fieldSettings(panel.fieldConfig, column)
      return { column, settings, name: shownName(settings, column) }
    })
    .filter(({ settings }) => !settings.custom.hidden)
  const key = `${location.pathname}/${panel.id}`
  const [first] = options.sortBy ?? []
  const sorted = chosenOrder.get(key) ?? (first && { name: first.displayName, desc: first.desc ?? false })
  const order = rowOrder(frame, shown, sorted)
  const sortBy = (name: string) => {
    chosenOrder.set(key, { name, desc: sorted?.name === name ? !sorted.desc : false })
    drawTable(host, input)
    for (const button of host.querySelectorAll('button')) if (button.textContent === name) button.focus()
  }
  const head = element('tr', {}, ...shown.map((one) => heading(one, sorted, sortBy)))
  const rows = order
    .slice(0, drawnRows)
    .map((index) => element('tr', {}, ...shown.map((one) => cell(one, frame, index, input))))
  const table = element(
    'table',
    {},
    element('caption', { class: 'unseen' }, panel.title ?? ''),
    options.showHeader !== false && element('thead', {}, head),
    element('tbody', {}, ...rows),
  )
  const rest = frame.length - rows.length
  const note = rest > 0 && element('p', { class: 'table-rest' }, `and ${rest.toLocaleString('en')} rows more`)
  host.replaceChildren(
    element('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': 'Rows' }, table, note),
  )
  return `${frame.length} rows`
}

function rowOrder(frame: Frame, shown: readonly Shown[], sorted?: { name: string; desc: boolean }): number[] {
  const order = [...Array(frame.length).keys()]
  const by = shown.find(({ name, column }) => name === sorted?.name || column.name === sorted?.name)
  if (!by || !sorted) return order
  const direction = sorted.desc ? -1 : 1
  return order.sort((a, b) => direction * compareValues(by.column.values[a], by.column.values[b]))
}

function heading(
  { name, settings, column }: Shown,
  sorted: { name: string; desc: boolean } | undefined,
  sortBy: (name: string) => void,
): HTMLElement {
  const isSorted = sorted?.name === name
  const order = isSorted ? (sorted.desc ? 'descending' : 'ascending') : 'none'
  const { width } = settings.custom
  return element(
    'th',
    {
      scope: 'col',
      'aria-sort': order,
      class: alignment(settings, column),
      style: width === undefined ? undefined : `--width: ${width}px`,
      title: settings.description,
    },
    element('button', { type: 'button', onclick: () => sortBy(name) }, name),
  )
}

function cell(
  { column, settings, name }: Shown,
  frame: Frame,
  index: number,
  input: DrawingInput,
): HTMLElement {
  const value = column.values[index]
  const shown = display(value, column.type, settings, input.theme)
  const kind = settings.custom.cellOptions?.type ?? 'auto'
  const style =
    kind === 'color-text' && shown.color
      ? `color: ${shown.color}; font-weight: 600`
      : kind === 'color-background' && shown.color
        ? `background: ${shown.color}; color: #10131a`
        : undefined
  const text = element('span', { class: 'cell-text' }, asText(shown))
  const linked = linkAround(text, { name, value, settings, row: rowAt(frame, index) }, input)
  const bar = kind === 'gauge' ? cellBar(column, value, settings, shown.color) : null
  return element('td', { class: alignment(settings, column), style }, bar, linked)
}

/** A bar inside of a cell, as long as the value is large among those of its column. */
function cellBar(
  column: Column,
  value: unknown,
  { min, max }: FieldSettings,
  color = 'currentColor',
): HTMLElement {
  const numbers = column.values.map(numberOf).filter((one) => one !== null)
  const low = min ?? Math.min(0, ...numbers)
  const high = max ?? Math.max(...numbers, low + 1e-9)
  const part = typeof value === 'number' ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0
  const bar = element('span', { class: 'bar', style: `width: ${part * 100}%; background: ${color}` })
  return element('span', { class: 'bar-ground', 'aria-hidden': 'true' }, bar)
}

function alignment({ custom }: FieldSettings, { type }: Column): string {
  const wanted = custom.align === undefined || custom.align === 'auto' ? undefined : custom.align
  const bar = custom.cellOptions?.type === 'gauge' ? ' with-bar' : ''
  return `${wanted ?? (type === 'number' ? 'right' : 'left')}${bar}`
}
