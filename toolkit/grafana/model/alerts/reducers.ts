/** Reduces the numbers of a series to one, as Grafana's reduce expressions do: with any NULL, all but the last and the count are NaN. */
export type AlertReducer = (values: readonly (number | null)[]) => number | null

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

const isNumber = (value: number | null): value is number => value !== null && !Number.isNaN(value)

/** Only over numbers: NULL and NaN make it NaN. */
const strict =
  (reduce: (values: readonly number[]) => number): AlertReducer =>
  (values) => {
    const numbers = values.filter(isNumber)
    return numbers.length === values.length ? reduce(numbers) : Number.NaN
  }

const reducers = new Map<string, AlertReducer>([
  ['sum', strict(sum)],
  ['mean', strict((values) => sum(values) / values.length)],
  ['min', strict((values) => (values.length === 0 ? Number.NaN : values.reduce((a, b) => Math.min(a, b))))],
  ['max', strict((values) => (values.length === 0 ? Number.NaN : values.reduce((a, b) => Math.max(a, b))))],
  ['count', (values) => values.length],
  ['last', (values) => (values.length === 0 ? Number.NaN : (values.at(-1) ?? null))],
  ['median', strict(median)],
])

/** A reducer by its name in lower case. */
export const alertReducer = (name: string): AlertReducer | undefined => reducers.get(name)
