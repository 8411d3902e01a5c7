/** Reduces a series for a classic condition, which leaves out what is no number; null where nothing is left. */
export type ClassicReducer = (values: readonly (number | null)[]) => number | null

const isNumber = (value: number | null): value is number => value !== null && !Number.isNaN(value)

const numbersOf = (values: readonly (number | null)[]): number[] => values.filter(isNumber)

const ofNumbers =
  (reduce: (numbers: readonly number[]) => number): ClassicReducer =>
  (values) => {
    const numbers = numbersOf(values)
    return numbers.length === 0 ? null : reduce(numbers)
  }

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? 0) + upper) / 2
}

/** The newest number against the oldest; 0 where the newest stands first. */
const change =
  (compare: (newest: number, oldest: number) => number): ClassicReducer =>
  (values) => {
    const numbers = numbersOf(values)
    const [oldest, newest] = [numbers[0], numbers.at(-1)]
    if (oldest === undefined || newest === undefined) return null
    return values.findLastIndex(isNumber) === 0 ? 0 : compare(newest, oldest)
  }

const reducers = new Map<string, ClassicReducer>([
  ['avg', ofNumbers((numbers) => sum(numbers) / numbers.length)],
  ['sum', ofNumbers(sum)],
  ['min', ofNumbers((numbers) => numbers.reduce((a, b) => Math.min(a, b)))],
  ['max', ofNumbers((numbers) => numbers.reduce((a, b) => Math.max(a, b)))],
  ['count', (values) => (values.length === 0 ? null : values.length)],
  ['last', ofNumbers((numbers) => numbers.at(-1) ?? 0)],
  ['median', ofNumbers(median)],
  ['diff', change((newest, oldest) => newest - oldest)],
  ['diff_abs', change((newest, oldest) => Math.abs(newest - oldest))],
  ['percent_diff', change((newest, oldest) => ((newest - oldest) / Math.abs(oldest)) * 100)],
  ['percent_diff_abs', change((newest, oldest) => Math.abs(((newest - oldest) / oldest) * 100))],
  ['count_non_null', ofNumbers((numbers) => numbers.length)],
])

export const classicReducer = (name: string): ClassicReducer | undefined => reducers.get(name)
