import type { FieldType, FieldValue } from '../../../toolkit/grafana/model/frames/frame.ts'

/** What a function gives, or the text of what it throws, as it is recorded. */
export function orThrown<Result>(act: () => Result): Result | { readonly throws: string } {
  try {
    return act()
  } catch (error) {
    return { throws: error instanceof Error ? error.message : String(error) }
  }
}

const unusual = new Map<unknown, number | undefined>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['undefined', undefined],
])

/** A recorded value of a field as it was: JSON has texts where it has no number. */
export const writtenValue =
  (type: FieldType) =>
  (value: FieldValue): FieldValue =>
    type !== 'string' && unusual.has(value) ? unusual.get(value) : value

/** A value as it is recorded. */
export function spelledValue(value: unknown): unknown {
  if (value === undefined) return 'undefined'
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (Object.is(value, -0)) return '-0'
  return Array.isArray(value) ? value.map(spelledValue) : value
}
