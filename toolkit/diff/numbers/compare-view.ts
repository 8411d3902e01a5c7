import type { Row } from '../../query/plain-rows.ts'
import { type Sameness, sameNumber, worse } from './same-number.ts'
import { changedNumber } from './shown-number.ts'
import { changeText, valueText } from './value-text.ts'
import type { ColumnChange, ViewDifference } from './view-difference.ts'

/** What a view holds on one side. */
export interface ViewRows {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

/** A row that both sides have. */
type Pair = readonly [before: Row, after: Row]

/** Compares the rows of a view by its grain, in the columns that both sides have; as whole rows where it does not tell them apart. */
export function compareView(before: ViewRows, after: ViewRows, grain: readonly string[]): ViewDifference {
  const common = after.columns.filter((column) => before.columns.includes(column))
  if (![before, after].every((side) => tellsRowsApart(grain, side))) {
    return compareWholeRows(before, after, { grain, common })
  }
  const [old, now] = [byKey(before, grain), byKey(after, grain)]
  const pairs = [...old.keys()].sort(inOrder).flatMap((key): Pair[] => {
    const [from, to] = [old.get(key), now.get(key)]
    return from && to ? [[from, to]] : []
  })
  const cells = common.map((column) => compareColumn(column, pairs))
  const [added, removed] = [now.size - pairs.length, old.size - pairs.length]
  const changed = new Set(cells.flatMap(({ different }) => different)).size
  if (added + removed + changed === 0) {
    return { kind: 'same', rounded: cells.some(({ sameness }) => sameness === 'rounding') }
  }
  const columns = cells
    .filter(({ different }) => different.length > 0)
    .map(({ column, different }) => columnChange(column, different, grain))
  return { kind: 'rows', by: 'grain', grain, added, removed, changed, of: pairs.length, columns }
}

function tellsRowsApart(grain: readonly string[], { columns, rows }: ViewRows): boolean {
  if (!grain.every((column) => columns.includes(column))) return false
  return new Set(rows.map((row) => keyOf(row, grain))).size === rows.length
}

const keyOf = (row: Row, columns: readonly string[]): string =>
  JSON.stringify(columns.map((column) => row[column] ?? null))

const byKey = ({ rows }: ViewRows, grain: readonly string[]) =>
  new Map(rows.map((row) => [keyOf(row, grain), row]))

/** Numbers within keys go by their size. */
const { compare: inOrder } = new Intl.Collator('en', { numeric: true })

function compareColumn(column: string, pairs: readonly Pair[]) {
  let sameness: Sameness = 'equal'
  const different: Pair[] = []
  for (const pair of pairs) {
    const found = compareCells(pair[0][column], pair[1][column])
    sameness = worse(sameness, found)
    if (found === 'different') different.push(pair)
  }
  return { column, sameness, different }
}

const compareCells = (before: unknown, after: unknown): Sameness =>
  typeof before === 'number' && typeof after === 'number'
    ? sameNumber(before, after)
    : JSON.stringify(before) === JSON.stringify(after)
      ? 'equal'
      : 'different'

function columnChange(column: string, different: readonly Pair[], grain: readonly string[]): ColumnChange {
  const [before, after] = largest(column, different)
  const [from, to] = [before?.[column], after?.[column]].map(shortened)
  const field = { panel: undefined, field: column }
  const row = grain.map((name) => keyText(after?.[name])).join(', ')
  return {
    column,
    changed: different.length,
    row,
    ...changedNumber([from, to], [field, field], changeText(from, to)),
  }
}

/** Of a number that tells rows apart every digit counts. */
const keyText = (value: unknown): string =>
  typeof value === 'number' ? String(value) : shortened(valueText(value))

/** The first pair where no number changes to another one. */
function largest(column: string, pairs: readonly Pair[]): Pair | readonly [] {
  let [found, size]: [Pair | readonly [], number] = [pairs[0] ?? [], 0]
  for (const pair of pairs) {
    const [from, to] = [pair[0][column], pair[1][column]]
    if (typeof from !== 'number' || typeof to !== 'number' || !(Math.abs(to - from) > size)) continue
    ;[found, size] = [pair, Math.abs(to - from)]
  }
  return found
}

/** Longer texts are no example any more. */
const longestText = 60

const shortened = <T>(value: T): T | string =>
  typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText - 1)}…` : value

/** Digits within which sums that were added up in another order agree. */
const stableDigits = 9

function compareWholeRows(
  before: ViewRows,
  after: ViewRows,
  { grain, common }: { readonly grain: readonly string[]; readonly common: readonly string[] },
): ViewDifference {
  const left = new Map<string, number>()
  for (const row of before.rows) left.set(wholeKey(row, common), (left.get(wholeKey(row, common)) ?? 0) + 1)
  let of = 0
  for (const row of after.rows) {
    const key = wholeKey(row, common)
    const count = left.get(key) ?? 0
    if (count === 0) continue
    left.set(key, count - 1)
    of++
  }
  const [added, removed] = [after.rows.length - of, before.rows.length - of]
  if (added + removed === 0) return { kind: 'same', rounded: false }
  return { kind: 'rows', by: 'whole rows', grain, added, removed, changed: 0, of, columns: [] }
}

const wholeKey = (row: Row, columns: readonly string[]): string =>
  JSON.stringify(
    columns.map((column) => {
      const value = row[column]
      return typeof value === 'number' ? value.toPrecision(stableDigits) : (value ?? null)
    }),
  )
