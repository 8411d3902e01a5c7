import type { FieldType, FieldValue } from '../frames/frame.ts'

const number = /^\s*(-?(\d*\.?\d+|\d+\.?\d*)(e[-+]?\d+)?|NAN)\s*$/i
const truth = ['true', 'TRUE', 'True', 'false', 'FALSE', 'False']

function typeOfValue(value: FieldValue): FieldType {
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value !== 'string') return 'other'
  if (number.test(value)) return 'number'
  return truth.includes(value) ? 'boolean' : 'string'
}

/** The type that Grafana takes a field for by its name, or by its first value; undefined where it has none. */
export function guessType(name: string, values: readonly FieldValue[]): FieldType | undefined {
  if (['date', 'time'].includes(name.toLowerCase())) return 'time'
  const first = values.find((value) => value !== null && value !== undefined)
  return first === undefined ? undefined : typeOfValue(first)
}
