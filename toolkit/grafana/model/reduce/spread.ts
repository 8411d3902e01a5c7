import type { FieldValue } from '../frames/frame.ts'
import type { NullMode, Reducible } from './reducible.ts'

/** The variance of the numbers of a field around their mean; nothing for other fields. */
export function variance({ type, values }: Reducible): number {
  const known = values.filter((value) => value !== null && value !== undefined)
  if ((type !== 'number' && type !== 'time') || known.length === 0) return 0
  let mean = 0
  let squares = 0
  for (const [index, value] of known.entries()) {
    const distance = Number(value) - mean
    mean += distance / (index + 1)
    squares += distance * (Number(value) - mean)
  }
  return squares / known.length
}

const bySize = (a: FieldValue, b: FieldValue): number => Number(a) - Number(b)

/** The value below which a share of the others lie: one of the values, never one between two. */
export function percentile({ values }: Reducible, share: number, mode: NullMode): FieldValue {
  const counted =
    mode === 'connected'
      ? values.filter((value) => value !== null)
      : values.map((value) => (mode === 'null as zero' ? (value === null ? 0 : value) : value))
  const sorted = counted.toSorted(bySize)
  return sorted[Math.round((sorted.length - 1) * share)]
}

/** The middle one of the values, or the mean of the two in the middle. */
export function median({ values }: Reducible, mode: NullMode): FieldValue {
  const isKnown = (value: FieldValue) => value !== null && value !== undefined
  const counted =
    mode === 'connected'
      ? values.filter(isKnown)
      : values.map((value) => (mode === 'null as zero' && !isKnown(value) ? 0 : value))
  const sorted = counted.toSorted(bySize)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length % 2 === 1) return sorted[middle]
  return sumOf(sorted[middle - 1], sorted[middle]) / 2
}

/** Two values added as JavaScript adds them: texts are joined first. */
function sumOf(a: FieldValue, b: FieldValue): number {
  const isText = typeof a === 'string' || typeof b === 'string'
  return isText ? Number(`${a}${b}`) : Number(a) + Number(b)
}
