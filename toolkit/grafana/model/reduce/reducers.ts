import type { FieldValue } from '../frames/frame.ts'
import { isNone, type NullMode, type Reducible } from './reducible.ts'
import { median, percentile, variance } from './spread.ts'
import type { StandardCalculations } from './standard-calculations.ts'

/** One of the calculations that make one value of a field. */
export interface Reducer {
  readonly id: string
  readonly name: string
  readonly aliases?: readonly string[]
  /** Calculates it alone; others come from the one pass over all values. */
  readonly reduce?: (field: Reducible, mode: NullMode) => FieldValue
  /** What it is of a field without values, where that is anything. */
  readonly ofNothing?: FieldValue
  /** Whether its value is one of the field, in the same unit. */
  readonly keepsUnit: boolean
}

/** The values between which a field changes; only NULL is left out, as Grafana does. */
function changing({ values }: Reducible, mode: NullMode): readonly FieldValue[] {
  if (mode === 'connected') return values.filter((value) => value !== null)
  return mode === 'null as zero' ? values.map((value) => (value === null ? 0 : value)) : values
}

const ordinal = (value: number): string => {
  const end = { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th'
  return `${value}${value > 3 && value < 21 ? 'th' : end}`
}

const percentiles = Array.from({ length: 99 }, (_, index): Reducer => {
  const share = index + 1
  return {
    id: `p${share}`,
    name: `${ordinal(share)} %`,
    reduce: (field, mode) => percentile(field, share / 100, mode),
    keepsUnit: true,
  }
})

const standard = (id: keyof StandardCalculations, name: string, rest: Partial<Reducer> = {}): Reducer => ({
  id,
  name,
  keepsUnit: true,
  ...rest,
})

/** Grafana's calculations of panels, in its order. */
export const reducers: readonly Reducer[] = [
  standard('lastNotNull', 'Last *', {
    aliases: ['current'],
    reduce: ({ values }) => values.findLast((value) => !isNone(value)) ?? null,
  }),
  standard('last', 'Last', { reduce: ({ values }) => values.at(-1) }),
  standard('firstNotNull', 'First *', {
    reduce: ({ values }) => values.find((value) => !isNone(value)) ?? null,
  }),
  standard('first', 'First', { reduce: ({ values }) => values[0] }),
  standard('min', 'Min'),
  standard('max', 'Max'),
  standard('mean', 'Mean', { aliases: ['avg'] }),
  { id: 'median', name: 'Median', reduce: median, keepsUnit: true },
  { id: 'variance', name: 'Variance', reduce: variance, keepsUnit: true },
  { id: 'stdDev', name: 'StdDev', reduce: (field) => Math.sqrt(variance(field)), keepsUnit: true },
  standard('sum', 'Total', { aliases: ['total'], ofNothing: 0 }),
  standard('count', 'Count', { ofNothing: 0, keepsUnit: false }),
  {
    id: 'countAll',
    name: 'Count all',
    reduce: ({ values }) => values.length,
    ofNothing: 0,
    keepsUnit: false,
  },
  standard('range', 'Range'),
  standard('delta', 'Delta'),
  standard('step', 'Step'),
  standard('diff', 'Difference'),
  standard('logmin', 'Min (above zero)'),
  standard('allIsZero', 'All Zeros', { ofNothing: false }),
  standard('allIsNull', 'All Nulls', { ofNothing: true, keepsUnit: false }),
  {
    id: 'changeCount',
    name: 'Change Count',
    reduce: (field, mode) => {
      const values = changing(field, mode)
      return values.slice(1).filter((value, index) => value !== values[index]).length
    },
    keepsUnit: false,
  },
  {
    id: 'distinctCount',
    name: 'Distinct Count',
    reduce: (field, mode) => new Set(changing(field, mode)).size,
    keepsUnit: false,
  },
  standard('diffperc', 'Difference percent', { keepsUnit: false }),
  { id: 'allValues', name: 'All values', reduce: ({ values }) => values, keepsUnit: false },
  {
    id: 'uniqueValues',
    name: 'All unique values',
    reduce: ({ values }) => [...new Set(values)],
    keepsUnit: false,
  },
  ...percentiles,
]

const byId = new Map(
  reducers.flatMap((reducer) => [reducer.id, ...(reducer.aliases ?? [])].map((id) => [id, reducer] as const)),
)

/** A calculation by its name or a former one; undefined where Grafana has none of it. */
export const findReducer = (id: string): Reducer | undefined => byId.get(id)
