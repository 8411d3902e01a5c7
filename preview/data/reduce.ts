import { numberOf } from './frame.ts'

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

/** A column's values as one: Grafana's calculations of the same names. */
export function reduceValues(values: readonly unknown[], calculation: string): unknown {
  const known = values.filter((value) => value !== null && value !== undefined)
  const numbers = known.map(numberOf).filter((value) => value !== null)
  const sum = numbers.reduce((total, value) => total + value, 0)
  switch (calculation) {
    case 'last':
      return values.at(-1) ?? null
    case 'first':
      return values[0] ?? null
    case 'firstNotNull':
      return known[0] ?? null
    case 'mean':
      return numbers.length > 0 ? sum / numbers.length : null
    case 'sum':
      return numbers.length > 0 ? sum : null
    case 'max':
      return numbers.length > 0 ? numbers.reduce((a, b) => Math.max(a, b)) : null
    case 'min':
      return numbers.length > 0 ? numbers.reduce((a, b) => Math.min(a, b)) : null
    case 'range':
      return numbers.length > 0
        ? numbers.reduce((a, b) => Math.max(a, b)) - numbers.reduce((a, b) => Math.min(a, b))
        : null
    case 'count':
      return values.length
    default:
      return known.at(-1) ?? null
  }
}
