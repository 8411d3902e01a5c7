import { customOf } from '../../toolkit/drawing/custom-config.ts'
import type { DisplayValue } from '../../toolkit/grafana/model/display/display-value.ts'
import type { ShownField, ShownFrame } from '../../toolkit/grafana/model/display/shown-fields.ts'
import { formattedText } from '../../toolkit/grafana/model/format/value-format.ts'
import { rowOrder } from '../../toolkit/grafana/model/transform/sort-frame.ts'
import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'

interface TableOptions {
  readonly showHeader?: boolean
  readonly sortBy?: readonly { readonly displayName: string; readonly desc?: boolean }[]
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
  const shown = frame.fields.filter((field) => !customOf(field).hidden)
  const key = `${location.pathname}/${panel.id}`
  const [first] = options.sortBy ?? []
  const sorted = chosenOrder.get(key) ?? (first && { name: first.displayName, desc: first.desc ?? false })
  const order = chosenRows(frame, shown, sorted)
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

function chosenRows(
  frame: ShownFrame,
  shown: readonly ShownField[],
  sorted?: { name: string; desc: boolean },
): number[] {
  const by = shown.find(({ title, name }) => title === sorted?.name || name === sorted?.name)
  return by ? rowOrder(frame, by, sorted?.desc) : [...Array(frame.length).keys()]
}

function heading(
  field: ShownField,
  sorted: { name: string; desc: boolean } | undefined,
  sortBy: (name: string) => void,
): HTMLElement {
  const { title: name } = field
  const isSorted = sorted?.name === name
  const order = isSorted ? (sorted.desc ? 'descending' : 'ascending') : 'none'
  const { width } = customOf(field)
  return element(
    'th',
    {
      scope: 'col',
      'aria-sort': order,
      class: alignment(field),
      style: width === undefined ? undefined : `--width: ${width}px`,
      title: field.config.description,
    },
    element('button', { type: 'button', onclick: () => sortBy(name) }, name),
  )
}

function cell(field: ShownField, frame: ShownFrame, row: number, input: DrawingInput): HTMLElement {
  const value = field.values[row]
  const shown = field.display(value)
  const kind = customOf(field).cellOptions?.type ?? 'auto'
  const style =
    kind === 'color-text'
      ? `color: ${shown.color}`
      : kind === 'color-background'
        ? `background: ${shown.color}; color: #10131a`
        : undefined
  const text = element('span', { class: 'cell-text' }, formattedText(shown))
  const linked = linkAround(text, { field, frame, value, row }, input)
  const bar = kind === 'gauge' ? cellBar(field, shown) : null
  return element('td', { class: alignment(field), style }, bar, linked)
}

/** A bar inside of a cell, as long as its value is large between the least and the most. */
function cellBar({ range: { min, max } }: ShownField, { numeric, color }: DisplayValue): HTMLElement {
  const part = Math.min(1, Math.max(0, (numeric - min) / (max - min))) || 0
  const bar = element('span', { class: 'bar', style: `width: ${part * 100}%; background: ${color}` })
  return element('span', { class: 'bar-ground', 'aria-hidden': 'true' }, bar)
}

function alignment(field: ShownField): string {
  const { align, cellOptions } = customOf(field)
  const wanted = align === undefined || align === 'auto' ? undefined : align
  const bar = cellOptions?.type === 'gauge' ? ' with-bar' : ''
  return `${wanted ?? (field.type === 'number' ? 'right' : 'left')}${bar}`
}
