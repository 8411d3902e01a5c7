import { expect } from 'vitest'

type Row = Readonly<Record<string, unknown>>

/** The gold answers are rounded to ten decimals. */
const rounding = 5e-11
const relative = 1e-8

/** Expects the same rows, in any order, each found by its key; every expected column is compared. */
export function expectSameRows(
  actual: readonly Row[],
  expected: readonly Row[],
  key: readonly string[],
): void {
  const keyOf = (row: Row) => key.map((column) => comparable(row[column])).join('|')
  const byKey = new Map(actual.map((row) => [keyOf(row), row]))
  expect([...byKey.keys()].sort()).toEqual(expected.map(keyOf).sort())
  expect(actual.length).toBe(expected.length)
  const differences = expected.flatMap((row) =>
    Object.entries(row).flatMap(([column, wanted]) => {
      const found = byKey.get(keyOf(row))?.[column]
      return same(found, wanted) ? [] : [`${keyOf(row)} ${column}: ${comparable(found)} instead of ${wanted}`]
    }),
  )
  expect(differences).toEqual([])
}

function same(found: unknown, wanted: unknown): boolean {
  if (found === undefined) return false
  if (found === null || wanted === null) return found === wanted
  if (typeof found === 'number') {
    const difference = Math.abs(found - Number(wanted))
    return difference <= Math.max(rounding, relative * Math.abs(Number(wanted)))
  }
  if (found instanceof Date && String(wanted).includes('T'))
    return found.getTime() === Date.parse(String(wanted))
  return comparable(found) === comparable(wanted)
}

/** A date as its day, anything else as text. */
function comparable(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
}
