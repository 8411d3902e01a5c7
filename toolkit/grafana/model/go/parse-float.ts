const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const named = /^(?:([+-])?(?:inf|infinity)|nan)$/i
const hexadecimal = /^([+-])?0x([0-9a-f]*)\.?([0-9a-f]*)p([+-]?\d+)$/i

/** What became of a text that should be a number: Go tells texts that are none from numbers that are too large. */
export type ParsedFloat =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: 'invalid syntax' | 'value out of range' }

/** Reads a number as Go's `strconv.ParseFloat` does: also `Inf`, `NaN` and hexadecimal ones, and no spaces around it. */
export function parseGoFloat(text: string): ParsedFloat {
  const special = named.exec(text)
  if (special) return { ok: true, value: specialValue(text, special[1]) }
  const value = decimal.test(text) ? Number(text) : parseHexadecimal(text)
  if (value === undefined) return { ok: false, reason: 'invalid syntax' }
  if (!Number.isFinite(value)) return { ok: false, reason: 'value out of range' }
  return { ok: true, value }
}

function specialValue(text: string, sign: string | undefined): number {
  if (text.toLowerCase() === 'nan') return Number.NaN
  return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}

function parseHexadecimal(text: string): number | undefined {
  const [, sign, whole = '', fraction = '', power] = hexadecimal.exec(text) ?? []
  if (power === undefined || whole + fraction === '') return undefined
  const digits = Number.parseInt(whole + fraction, 16)
  return (sign === '-' ? -1 : 1) * digits * 2 ** (Number(power) - 4 * fraction.length)
}
