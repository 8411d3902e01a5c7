import { fixedNumber, unusualNumber } from './fixed-number.ts'
import { numberFormat, type ValueFormat } from './value-format.ts'

const siSteps = ['f', 'p', 'n', 'µ', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y']
const siBase = siSteps.indexOf('')
const binarySteps = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi']
const shortSteps = ['', 'K', 'M', 'B', 'T']

/** Divides a value by a factor until it is small, and names the step; the value is given in the step at the offset. */
export const scaledUnits = (factor: number, steps: readonly string[], offset = 0): ValueFormat =>
  numberFormat((value, decimals) => {
    const unusual = unusualNumber(value)
    if (unusual !== undefined) return { text: unusual }
    const step = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) / Math.log10(factor))
    const held = Math.min(Math.max(step, -offset), steps.length - 1 - offset)
    return { text: fixedNumber(value / factor ** held, decimals), suffix: steps[offset + held] ?? '' }
  })

/** A unit with the prefixes of the International System: `12.3 kW`. */
export const siUnit = (symbol: string, offset = 0): ValueFormat =>
  scaledUnits(
    1000,
    siSteps.map((step) => ` ${step}${symbol}`),
    siBase + offset,
  )

/** A unit with the prefixes of powers of 1024: `12.3 KiB`. */
export const binaryUnit = (symbol: string, offset = 0): ValueFormat =>
  scaledUnits(
    1024,
    binarySteps.map((step) => ` ${step}${symbol}`),
    offset,
  )

/** The unit of `si:mF`: its first letter says in which step the value is given. */
export function customSiUnit(unit: string): ValueFormat {
  const first = unit.charAt(0).normalize('NFKD')
  const found = siSteps.findIndex((step) => step.normalize('NFKD') === first)
  const offset = found < 0 ? 0 : found - siBase
  return siUnit(offset === 0 ? unit : unit.slice(1), offset)
}

/** A number of things: `1.2K req/s`. */
export function countUnit(symbol: string): ValueFormat {
  const scaled = scaledUnits(1000, shortSteps)
  return numberFormat((value, decimals) => {
    const { text, suffix } = scaled(value, decimals)
    return { text, suffix: `${suffix} ${symbol}` }
  })
}

/** An amount of money, its sign in front of the symbol: `-$1.2K`. */
export function currency(symbol: string, behind = false): ValueFormat {
  const scaled = scaledUnits(1000, shortSteps)
  return numberFormat((value, decimals) => {
    const { text, suffix } = scaled(Math.abs(value), decimals)
    const minus = value < 0 ? '-' : ''
    if (!behind) return { text, prefix: minus + symbol, ...(suffix === undefined ? {} : { suffix }) }
    return {
      text,
      ...(minus ? { prefix: minus } : {}),
      ...(suffix === undefined ? {} : { suffix: suffix + symbol }),
    }
  })
}

/** An amount of money in full, with groups of thousands: `$1,234.5`. */
export const fullCurrency = (symbol: string, behind: boolean): ValueFormat =>
  numberFormat((value, decimals) => {
    const digits = { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 1 }
    const text = new Intl.NumberFormat('en-US', digits).format(value)
    return behind ? { prefix: '', suffix: symbol, text } : { prefix: symbol, suffix: '', text }
  })
