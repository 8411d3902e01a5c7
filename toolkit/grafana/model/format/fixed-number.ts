import type { Decimals } from './value-format.ts'

const infinity = (value: number): string => (value < 0 ? '-∞' : '∞')

/** What Grafana writes for a number that is none, in its locale. */
export const unusualNumber = (value: number): string | undefined => {
  if (Number.isNaN(value)) return 'NaN'
  return Number.isFinite(value) ? undefined : infinity(value)
}

/** A number with its decimals: rounded half up, padded with zeros, without groups of thousands. */
export function fixedNumber(value: number, decimals?: Decimals): string {
  if (value === Infinity || value === -Infinity) return infinity(value)
  const digits = decimals ?? decimalsFor(value)
  if (value === 0) return value.toFixed(digits)
  const factor = digits ? 10 ** Math.max(0, digits) : 1
  const text = String(Math.round(value * factor) / factor)
  if (text.includes('e')) return text
  const point = text.indexOf('.')
  const written = point < 0 ? 0 : text.length - point - 1
  if (!(written < digits)) return text
  const zeros = String(factor).slice(1, digits - written + 1)
  return written === 0 ? `${text}.${zeros}` : text + zeros
}

/** Three significant digits, or two where they begin low; none after the point of a whole number. */
function decimalsFor(value: number): number {
  if (value % 1 === 0) return 0
  const size = Math.abs(value)
  const digits = 1 - Math.floor(Math.log(size) / Math.LN10)
  const lead = size / 10 ** -digits
  return Math.max(0, lead > 2.25 ? digits + 1 : digits)
}
