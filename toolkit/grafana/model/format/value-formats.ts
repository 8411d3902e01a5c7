import { binaryUnits } from './binary-units.ts'
import { countUnits } from './count-units.ts'
import { currencies } from './currencies.ts'
import { durationUnits } from './durations.ts'
import { fixedNumber } from './fixed-number.ts'
import { fixedUnits } from './fixed-units.ts'
import { momentFormat, momentUnits } from './moments.ts'
import { plainUnits } from './plain-units.ts'
import {
  binaryUnit,
  countUnit,
  currency,
  customSiUnit,
  fullCurrency,
  scaledUnits,
  siUnit,
} from './scaled-units.ts'
import { siUnits } from './si-units.ts'
import { spelledDurationUnits } from './spelled-durations.ts'
import { numberFormat, type ValueFormat } from './value-format.ts'

const withUnit = (unit: string): ValueFormat =>
  numberFormat((value, decimals) => {
    const text = fixedNumber(value, decimals)
    return unit === '' ? { text } : { text, suffix: ` ${unit}` }
  })

const withPrefix = (prefix: string): ValueFormat =>
  numberFormat((value, decimals) => {
    const text = fixedNumber(value, decimals)
    return prefix === '' ? { text } : { text, prefix }
  })

const each = <Given>(units: Readonly<Record<string, Given>>, format: (given: Given) => ValueFormat) =>
  Object.entries(units).map(([id, given]) => [id, format(given)] as const)

const known: ReadonlyMap<string, ValueFormat> = new Map([
  ...each(fixedUnits, withUnit),
  ...each(siUnits, ([symbol, step]) => siUnit(symbol, step)),
  ...each(binaryUnits, ([symbol, step]) => binaryUnit(symbol, step)),
  ...each(currencies, ([symbol, side]) => currency(symbol, side === 'behind')),
  ...each(countUnits, countUnit),
  ...each({ ...plainUnits, ...durationUnits, ...spelledDurationUnits, ...momentUnits }, (format) => format),
  ['pressurepsi', scaledUnits(1000, ['psi', 'ksi', 'Mpsi'])],
  ['farenheit', withUnit('°F')],
])

/** What stands before the colon of a custom unit, and what its format is made of. */
const custom: Readonly<Record<string, (text: string) => ValueFormat>> = {
  prefix: withPrefix,
  suffix: withUnit,
  time: (pattern) => momentFormat(pattern),
  si: customSiUnit,
  count: countUnit,
  currency: (text) => {
    const [kind, symbol, side] = text.split(':')
    if (kind !== 'financial' || symbol === undefined) return currency(text)
    return symbol === '' ? withUnit('') : fullCurrency(symbol, side === 'suffix')
  },
  bool: (text) => {
    const [yes = '', ...no] = text.split('/')
    const words = no.length === 0 ? '-' : no.join('/')
    return (value) => ({ text: value ? yes : words })
  },
}

function customFormat(unit: string): ValueFormat | undefined {
  const colon = unit.indexOf(':')
  const kind = unit.slice(0, Math.max(0, colon))
  return Object.hasOwn(custom, kind) ? custom[kind]?.(unit.slice(colon + 1)) : undefined
}

/** Whether a unit is one of Grafana's, or one of its custom forms; Grafana writes any other word behind the number. */
export const isKnownUnit = (unit: string): boolean =>
  unit === '' || known.has(unit) || customFormat(unit) !== undefined

/**
 * How Grafana writes the values of a unit.
 *
 *     formattedText(valueFormat('currencyUSD')(1234567)) // $1.23M
 */
export const valueFormat = (unit: string | undefined): ValueFormat =>
  known.get(unit ?? '') ?? customFormat(unit ?? '') ?? withUnit(unit ?? '')
