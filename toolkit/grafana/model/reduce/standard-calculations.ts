import type { FieldValue } from '../frames/frame.ts'
import { isNone, type NullMode, type Reducible } from './reducible.ts'

/** What Grafana calculates in one pass over the values of a field. */
export interface StandardCalculations {
  readonly first: FieldValue
  readonly last: FieldValue
  readonly firstNotNull: FieldValue
  readonly lastNotNull: FieldValue
  readonly count: number
  readonly sum: number
  readonly mean: number | null
  readonly min: number | null
  readonly max: number | null
  readonly range: number | null
  readonly logmin: number
  readonly step: number | null
  readonly delta: number
  readonly diff: number | null
  readonly diffperc: number
  readonly allIsNull: boolean
  readonly allIsZero: boolean
}

/** The values that count, NULL as the mode takes it. */
function counted(values: readonly FieldValue[], mode: NullMode): readonly FieldValue[] {
  if (mode === 'null as zero') return values.map((value) => value ?? 0)
  return mode === 'connected' ? values.filter((value) => value !== null && value !== undefined) : values
}

export function standardCalculations({ type, values }: Reducible, mode: NullMode): StandardCalculations {
  const considered = counted(values, mode)
  const known = considered.filter((value) => !isNone(value))
  const numbers = type === 'number' || type === 'time' ? known.map(Number) : []
  const min = extreme(numbers, (a, b) => a < b, Number.MAX_VALUE)
  const max = extreme(numbers, (a, b) => a > b, -Number.MAX_VALUE)
  const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0))
  const sum = numbers.reduce((total, number) => total + (number || 0), 0)
  const firstNotNull = known[0] ?? null
  const lastNotNull = known.at(-1) ?? null
  const isNumeric = typeof firstNotNull === 'number' && typeof lastNotNull === 'number'
  const diff = isNumeric ? lastNotNull - firstNotNull : null
  const logmin = extreme(
    numbers.filter((number) => number > 0),
    (a, b) => a < b,
    Number.MAX_VALUE,
  )
  return {
    first: values[0],
    last: values.at(-1),
    firstNotNull,
    lastNotNull,
    count: considered.length,
    sum,
    mean: numbers.length > 0 ? sum / numbers.length : null,
    min,
    max,
    range: min !== null && max !== null ? max - min : null,
    logmin: logmin ?? Number.MAX_VALUE,
    step: extreme(steps, (a, b) => a < b, Number.MAX_VALUE),
    delta: rises(steps),
    diff,
    diffperc: typeof firstNotNull === 'number' && diff !== null ? (diff / firstNotNull) * 100 : 0,
    allIsNull: numbers.length === 0,
    allIsZero: numbers.length > 0 && known.every((value) => value === 0),
  }
}

/** The number that is before all others and before a bound; null where none is. */
function extreme(
  numbers: readonly number[],
  isBefore: (a: number, b: number) => boolean,
  bound: number,
): number | null {
  const found = numbers.reduce((best, number) => (isBefore(number, best) ? number : best), bound)
  return found === bound ? null : found
}

/** The sum of the steps of a counter: a step down is one that began anew, and the step after it is left out. */
function rises(steps: readonly number[]): number {
  return steps.reduce((total, step, index) => {
    const isAfterFall = (steps[index - 1] ?? 0) < 0
    return step < 0 || isAfterFall ? total : total + step
  }, 0)
}
