import { isDeepStrictEqual } from 'node:util'

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>

/** A value that was expected beside the one that was found; one of them is missing where a row is. */
export interface ComparedCell {
  readonly expected: string | null
  readonly actual: string | null
  readonly same: boolean
}

/** What was expected of one thing and what was found, row by row. */
export interface Mismatch {
  /** The view, the panel or the alert. */
  readonly subject: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ComparedCell[])[]
}

/** Compares the columns that are expected; rows belong together by their key, or else by their place. */
export function compareRows(
  subject: string,
  expected: readonly Row[],
  actual: readonly Row[],
  key: readonly string[] = [],
): Mismatch | undefined {
  const columns = [...new Set((expected.length > 0 ? expected : actual).flatMap((row) => Object.keys(row)))]
  const rows = pairs(expected, actual, key).map(([wanted, found]) =>
    columns.map((column): ComparedCell => {
      const isAsked = wanted === undefined || column in wanted
      return {
        expected: wanted && isAsked ? textOf(wanted[column]) : null,
        actual: found && column in found ? textOf(found[column]) : null,
        same:
          wanted !== undefined && found !== undefined && (!isAsked || isSame(wanted[column], found[column])),
      }
    }),
  )
  return rows.every((cells) => cells.every(({ same }) => same)) && expected.length === actual.length
    ? undefined
    : { subject, columns, rows }
}

type Pair = readonly [expected: Row | undefined, actual: Row | undefined]

function pairs(expected: readonly Row[], actual: readonly Row[], key: readonly string[]): Pair[] {
  const isKeyed = key.length > 0 && expected.every((row) => key.every((column) => column in row))
  if (!isKeyed) {
    const length = Math.max(expected.length, actual.length)
    return Array.from({ length }, (_, index) => [expected[index], actual[index]])
  }
  const rest = [...actual]
  const found = expected.map((row): Pair => {
    const place = rest.findIndex((other) => key.every((column) => isSame(row[column], other[column])))
    return [row, place < 0 ? undefined : rest.splice(place, 1)[0]]
  })
  return [...found, ...rest.map((row): Pair => [undefined, row])]
}

/** Numbers that are written in a proof have fewer digits than Postgres computes. */
const precision = 1e-9

function isSame(expected: unknown, actual: unknown): boolean {
  if (typeof expected === 'number' && typeof actual === 'number')
    return (
      Object.is(expected, actual) ||
      Math.abs(expected - actual) <= precision * Math.max(1, Math.abs(expected), Math.abs(actual))
    )
  if (actual instanceof Date) return momentOf(expected) === actual.getTime()
  const areObjects = typeof expected === 'object' && typeof actual === 'object'
  return textOf(expected) === textOf(actual) || (areObjects && isDeepStrictEqual(expected, actual))
}

const momentOf = (value: unknown): number =>
  value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN

/** A value as a failure shows it. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$|\.000(?=Z$)/, '')
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}
