import { fixedNumber } from './fixed-number.ts'
import { scaledUnits } from './scaled-units.ts'
import { type Decimals, numberFormat, type ValueFormat } from './value-format.ts'

const percent = (factor: number): ValueFormat =>
  numberFormat((value, decimals) => ({ text: fixedNumber(factor * value, decimals), suffix: '%' }))

const hexadecimal = (value: number, decimals: Decimals): string =>
  Number.parseFloat(fixedNumber(value, decimals)).toString(16).toUpperCase()

const words = (yes: string, no: string): ValueFormat => {
  return (value) => ({ text: value ? yes : no })
}

/** The units that are no symbols: numbers as they are, shares, notations and yes or no. */
export const plainUnits: Readonly<Record<string, ValueFormat>> = {
  none: numberFormat((value, decimals) => ({ text: fixedNumber(value, decimals) })),
  string: (value) => ({ text: String(value) }),
  short: scaledUnits(1000, ['', ' K', ' Mil', ' Bil', ' Tri', ' Quadr', ' Quint', ' Sext', ' Sept']),
  percent: percent(1),
  percentunit: percent(100),
  hex: numberFormat((value, decimals) => ({ text: hexadecimal(value, decimals) })),
  hex0x: numberFormat((value, decimals) => {
    const text = hexadecimal(value, decimals)
    return { text: text.startsWith('-') ? `-0x${text.slice(1)}` : `0x${text}` }
  }),
  sci: numberFormat((value, decimals) => ({ text: value.toExponential(decimals ?? undefined) })),
  locale: numberFormat((value, decimals) => ({
    text: value.toLocaleString('en-US', { maximumFractionDigits: decimals ?? undefined }),
  })),
  bool: words('True', 'False'),
  bool_yes_no: words('Yes', 'No'),
  bool_on_off: words('On', 'Off'),
}
