import { reduceValues } from '../../toolkit/grafana/reduce-values.ts'

const names: Readonly<Record<string, string>> = {
  lastNotNull: 'Last',
  last: 'Last',
  firstNotNull: 'First',
  first: 'First',
  mean: 'Mean',
  max: 'Max',
  min: 'Min',
  sum: 'Total',
  count: 'Count',
  range: 'Range',
}

/** What a calculation is called in a legend. */
export const calculationName = (calculation: string): string => names[calculation] ?? calculation

/** A column's values as one: Grafana's calculations of the same names; the last of a column of texts is a text. */
export function reduceColumn(values: readonly unknown[], calculation: string): unknown {
  const known = values.filter((value) => value !== null && value !== undefined)
  switch (calculation) {
    case 'last':
      return values.at(-1) ?? null
    case 'first':
      return values[0] ?? null
    case 'firstNotNull':
      return known[0] ?? null
    case 'lastNotNull':
      return known.at(-1) ?? null
    default:
      return reduceValues(calculation, values)
  }
}
