import type { DiffReport } from '../diff-report.ts'
import { outcomeText } from '../numbers/alert-outcome.ts'
import type { NumberChange, RowChange, RowsChange, SeriesChange } from '../numbers/number-change.ts'
import { count, joined, type Line, line, words } from './line.ts'
import { item, type Section } from './section.ts'

/** What every query that a change reaches returns before and after, on the same data at the same moment. */
export function numberSection({ numbers }: DiffReport): Section {
  const rows = numbers.flatMap(rowsOf)
  const same = numbers.filter(({ difference }) => difference.kind === 'same')
  const told = [
    ...sameLine('query rewritten, numbers unchanged', same, (one) => one.rewritten && !isRounded(one)),
    ...sameLine('numbers unchanged', same, (one) => !one.rewritten && !isRounded(one)),
    ...sameLine('numbers differ by rounding only', same, isRounded),
  ]
  return {
    title: 'Numbers',
    columns: ['Query', 'Before', 'After', 'Change'],
    rows,
    items: told.map((one) => item(one)),
  }
}

const isRounded = ({ difference }: NumberChange): boolean => difference.kind === 'same' && difference.rounded

function sameLine(text: string, same: readonly NumberChange[], fits: (one: NumberChange) => boolean): Line[] {
  const found = same.filter(fits)
  return found.length === 0
    ? []
    : [line`${words(text)}: ${joined(found.map(({ where }) => [{ code: where }]))}`]
}

function rowsOf({ kind, where, difference }: NumberChange): Line[][] {
  const name = (part: string): Line => {
    const whole = line`${words(kind)} ${where}`
    return part === '' ? whole : [...whole, ` ${part}`]
  }
  switch (difference.kind) {
    case 'same':
      return []
    case 'values':
      return difference.values.map(({ name: part, before, after, change, color }) => [
        name(part),
        words(before.text),
        words(after.text),
        words([change, color ? `${color.before} → ${color.after}` : ''].filter(Boolean).join(', ')),
      ])
    case 'series':
      return difference.series.map((series) => [name(series.name), ...seriesCells(series)])
    case 'rows':
      return [[name(''), [], [], words(rowsText(difference, kind === 'variable' ? 'choice' : 'row'))]]
    case 'alert':
      return [[name(''), words(outcomeText(difference.before)), words(outcomeText(difference.after)), []]]
    case 'faults':
      return [
        [name(''), words(count(difference.before, 'fault')), words(count(difference.after, 'fault')), []],
      ]
    case 'new':
      return [[name(''), [], words(difference.shows), words('new')]]
    case 'not compared':
      return [[name(''), [], [], words(`not compared: ${difference.reason}`)]]
  }
}

function seriesCells({ points, of, come, gone, largest, presence }: SeriesChange): Line[] {
  const ends = [gone > 0 ? `${gone} gone` : '', come > 0 ? `${come} new` : ''].filter(Boolean)
  const how = [`${points.toLocaleString('en-US')} of ${count(of, 'point')}`, ...ends].join(', ')
  if (presence === 'added') return [[], words('new series'), words(count(of, 'point'))]
  if (presence === 'removed') return [words(count(of, 'point')), words('no series'), []]
  if (!largest) return [[], [], words(how)]
  const { at, before, after, change } = largest
  return [words(before.text), words(after.text), words(`${change} at ${at}, the largest of ${how}`)]
}

function rowsText({ added, removed, changed, grain, examples }: RowsChange, thing: string): string {
  const counts = [
    added > 0 ? `${count(added, thing)} added` : '',
    removed > 0 ? `${count(removed, thing)} removed` : '',
    changed > 0 ? `${count(changed, thing)} changed` : '',
  ].filter(Boolean)
  const by = grain.length === 0 || thing === 'choice' ? '' : ` by ${grain.join(', ')}`
  const shown = examples.length === 0 ? '' : `: ${examples.map(exampleText).join('; ')}`
  const rest = added + removed + changed - examples.length
  return `${counts.join(', ')}${by}${shown}${examples.length > 0 && rest > 0 ? '; …' : ''}`
}

function exampleText({ row, change, cells }: RowChange): string {
  if (change !== 'changed') return `${row} ${change}`.trim()
  const changes = cells.map(({ column, before, after }) => `${column} from ${before.text} to ${after.text}`)
  return [row, changes.join(', ')].filter((part) => part !== '').join(': ')
}
