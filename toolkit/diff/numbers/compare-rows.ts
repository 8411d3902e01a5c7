import type { ShownAnswer } from './compare-values.ts'
import type { Difference, RowChange } from './number-change.ts'
import { type Sameness, sameNumber, worse } from './same-number.ts'
import type { Answer } from './series-of.ts'
import { changedNumber } from './shown-number.ts'
import { changeText, valueText } from './value-text.ts'

type Row = Readonly<Record<string, unknown>>

/** Examples tell more than counts; more of them tell less. */
const shownExamples = 3

/**
 * Compares the rows of a table, whatever their order: by one of the grains where it tells rows apart on both sides, or
 * else by what is not a number, or else as a whole.
 */
export function compareRows(
  before: ShownAnswer,
  after: ShownAnswer,
  grains: readonly (readonly string[])[],
): Difference {
  const candidates = [...grains, plainColumns(after.answer), []]
  const grain = candidates.find((columns) =>
    [before, after].every(({ answer }) => tellsRowsApart(columns, answer)),
  )
  return grain ? byGrain(before, after, grain) : asAWhole(before.answer, after.answer)
}

function plainColumns({ result }: Answer): string[] {
  return result.fields.filter(({ type }) => type !== 'number').map(({ name }) => name)
}

function tellsRowsApart(columns: readonly string[], { result }: Answer): boolean {
  const names = new Set(result.fields.map(({ name }) => name))
  if (!columns.every((column) => names.has(column))) return false
  return new Set(result.rows.map((row) => keyOf(row, columns))).size === result.rows.length
}

const keyOf = (row: Row, columns: readonly string[]): string =>
  JSON.stringify(columns.map((column) => row[column]))

function byGrain(before: ShownAnswer, after: ShownAnswer, grain: readonly string[]): Difference {
  const rowsOf = ({ answer }: ShownAnswer) =>
    new Map(answer.result.rows.map((row) => [keyOf(row, grain), row]))
  const [old, now] = [rowsOf(before), rowsOf(after)]
  const columns = comparedColumns(before.answer, after.answer)
  const examples: RowChange[] = []
  const note = (row: Row, change: RowChange['change'], cells: RowChange['cells'] = []) => {
    if (examples.length < shownExamples) examples.push({ row: nameOf(row, grain), change, cells })
  }
  let sameness: Sameness = 'equal'
  let changed = 0
  for (const [key, row] of old) {
    const other = now.get(key)
    if (!other) continue
    const found = columns.map((column) => ({ column, sameness: compareCells(row[column], other[column]) }))
    for (const one of found) sameness = worse(sameness, one.sameness)
    const different = found.filter((one) => one.sameness === 'different')
    if (different.length === 0) continue
    changed++
    const cells = different.map(({ column }) => cellChange(column, [row, before], [other, after]))
    note(other, 'changed', cells)
  }
  const removed = [...old].filter(([key]) => !now.has(key))
  const added = [...now].filter(([key]) => !old.has(key))
  for (const [, row] of removed) note(row, 'removed')
  for (const [, row] of added) note(row, 'added')
  if (changed + removed.length + added.length === 0) return { kind: 'same', rounded: sameness === 'rounding' }
  return { kind: 'rows', grain, added: added.length, removed: removed.length, changed, examples }
}

/** A column that one side does not have is told among the broken or the fields. */
function comparedColumns(before: Answer, after: Answer): string[] {
  const names = new Set(before.result.fields.map(({ name }) => name))
  return after.result.fields.map(({ name }) => name).filter((name) => names.has(name))
}

function compareCells(before: unknown, after: unknown): Sameness {
  if (typeof before === 'number' && typeof after === 'number') return sameNumber(before, after)
  return JSON.stringify(before) === JSON.stringify(after) ? 'equal' : 'different'
}

function cellChange(
  column: string,
  [before, { panel: old }]: readonly [Row, ShownAnswer],
  [after, { panel: now }]: readonly [Row, ShownAnswer],
): RowChange['cells'][number] {
  const [from, to] = [before[column], after[column]]
  const fields = [
    { panel: old, field: column },
    { panel: now, field: column },
  ] as const
  return { column, ...changedNumber([from, to], fields, changeText(from, to, now, column)) }
}

const nameOf = (row: Row, grain: readonly string[]): string =>
  grain.map((column) => valueText(row[column])).join(', ')

function asAWhole(before: Answer, after: Answer): Difference {
  const columns = comparedColumns(before, after)
  const left = new Map<string, number>()
  for (const row of before.result.rows)
    left.set(keyOf(row, columns), (left.get(keyOf(row, columns)) ?? 0) + 1)
  let added = 0
  for (const row of after.result.rows) {
    const key = keyOf(row, columns)
    const count = left.get(key) ?? 0
    if (count === 0) added++
    else left.set(key, count - 1)
  }
  const removed = [...left.values()].reduce((total, count) => total + count, 0)
  if (added + removed === 0) return { kind: 'same', rounded: false }
  return { kind: 'rows', grain: [], added, removed, changed: 0, examples: [] }
}
