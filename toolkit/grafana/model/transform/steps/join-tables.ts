import type { FieldValue } from '../../frames/frame.ts'

/** Columns of one length, the key first. */
export type Table = readonly (readonly FieldValue[])[]

/** Tables joined row by row over their keys, each pair of equal ones; with those that have no partner, or without. */
export function joinTables([first, ...rest]: readonly Table[], outer: boolean): Table {
  return rest.reduce((left, right) => joinTwo(left, right, outer), first ?? [])
}

function joinTwo(left: Table, right: Table, outer: boolean): Table {
  const [leftKeys = [], rightKeys = []] = [left[0], right[0]]
  // Keys are those of an object, as in Grafana: a number and its text are one, and whole numbers come first.
  const index: Record<string, number[]> = {}
  for (const [row, key] of rightKeys.entries()) {
    const rows = index[String(key)] ?? []
    index[String(key)] = rows
    rows.push(row)
  }
  const partners = leftKeys.map((key) => (key === null || key === undefined ? undefined : index[String(key)]))
  const matched = partners.flatMap((rows, row) => (rows ?? []).map((other): Pair => [row, other]))
  const leftAlone = partners.flatMap((rows, row): Pair[] => (rows ? [] : [[row, undefined]]))
  const met = new Set(leftKeys.filter((_, row) => partners[row]))
  const rightAlone = Object.entries(index).flatMap(([key, rows]): Pair[] =>
    met.has(key) ? [] : rows.map((row) => [undefined, row]),
  )
  const pairs = outer ? [...matched, ...leftAlone, ...rightAlone] : matched
  const leftColumns = left.map((column, place) =>
    pairs.map(([row, other]) => {
      if (row !== undefined) return column[row]
      return place === 0 && other !== undefined ? rightKeys[other] : null
    }),
  )
  const rightColumns = right
    .slice(1)
    .map((column) => pairs.map(([, row]) => (row === undefined ? null : column[row])))
  return [...leftColumns, ...rightColumns]
}

type Pair = readonly [left: number | undefined, right: number | undefined]
