import { parseGoFloat } from '../go/parse-float.ts'

/** How a time series gets values where the query gave none: the third argument of `$__timeGroup`. */
export interface Fill {
  readonly mode: 'null' | 'previous' | 'value'
  /** What is filled in with the mode `value`. */
  readonly value: number
  /** Nanoseconds between two points. */
  readonly interval: bigint
}

/** The fill of a macro's argument: `NULL`, `previous` or a number; the words are told apart by case. */
export function parseFill(
  text: string,
  interval: bigint,
): { readonly fill: Fill } | { readonly error: string } {
  if (text === 'NULL') return { fill: { mode: 'null', value: 0, interval } }
  if (text === 'previous') return { fill: { mode: 'previous', value: 0, interval } }
  const parsed = parseGoFloat(text)
  if (!parsed.ok) return { error: `error parsing fill value ${text}` }
  if (Number.isFinite(parsed.value)) return { fill: { mode: 'value', value: parsed.value, interval } }
  return { error: `json: unsupported value: ${Number.isNaN(parsed.value) ? 'NaN' : signed(parsed.value)}` }
}

const signed = (value: number): string => (value > 0 ? '+Inf' : '-Inf')
