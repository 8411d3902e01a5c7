import type { DiffReport } from '../diff-report.ts'
import type { ColumnChange, ViewChange, ViewDifference } from '../numbers/view-difference.ts'
import { count, joined, type Line, line, words } from './line.ts'
import { item, type Section } from './section.ts'

/** More columns of one view tell less. */
const shownColumns = 12

/** How the rows of changed views differ, and each of their columns with one example. */
export function viewSection({ views }: DiffReport): Section {
  return {
    title: 'Rows of views',
    columns: ['View', 'Before', 'After', 'Change'],
    rows: views.flatMap(rowsOf),
    items: [
      ...sameLine('rows unchanged', views, false),
      ...sameLine('rows differ by rounding only', views, true),
    ].map((one) => item(one)),
  }
}

function sameLine(text: string, views: readonly ViewChange[], rounded: boolean): Line[] {
  const same = views.filter(({ difference: d }) => d.kind === 'same' && d.rounded === rounded)
  return same.length === 0 ? [] : [line`${words(text)}: ${joined(same.map(({ name }) => [{ code: name }]))}`]
}

function rowsOf({ name, difference }: ViewChange): Line[][] {
  if (difference.kind === 'same') return []
  if (difference.kind === 'not compared') {
    return [[[{ code: name }], [], [], words(`not compared: ${difference.reason}`)]]
  }
  const { columns, of } = difference
  const more = columns.length - shownColumns
  return [
    [[{ code: name }], [], [], words(countsText(difference))],
    ...columns.slice(0, shownColumns).map((column) => columnCells(name, column, of)),
    ...(more > 0 ? [[[{ code: name }], [], [], words(`${count(more, 'more column')} changed`)]] : []),
  ]
}

function countsText({ by, grain, added, removed, changed, of }: Extract<ViewDifference, { kind: 'rows' }>) {
  const counts = [
    added > 0 ? `${count(added, 'row')} added` : '',
    removed > 0 ? `${count(removed, 'row')} removed` : '',
    by === 'grain' && of > 0 ? `${changed.toLocaleString('en-US')} of ${count(of, 'row')} changed` : '',
  ].filter(Boolean)
  const rows = counts.join(', ')
  if (by === 'grain') return grain.length > 0 ? `by ${grain.join(', ')}: ${rows}` : rows
  const why = grain.length > 0 ? `${grain.join(', ')} does not tell them apart` : 'it has no grain'
  return `as whole rows, since ${why}: ${rows}`
}

function columnCells(view: string, { column, changed, row, ...cell }: ColumnChange, of: number): Line[] {
  const { before, after, change } = cell
  const rows = `${changed.toLocaleString('en-US')} of ${count(of, 'row')}`
  const at = row === '' ? '' : ` at ${row}`
  const isLargest = change !== '' && changed > 1
  const text = isLargest
    ? `${change}${at}, the largest of ${rows}`
    : [change, `${rows}${at === '' || changed === 1 ? at : `, such as ${row}`}`].filter(Boolean).join(', ')
  return [[{ code: `${view}.${column}` }], words(before.text), words(after.text), words(text)]
}
