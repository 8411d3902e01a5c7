import { readMoment } from '../format/moment-pattern.ts'
import type { FormattedValue } from '../format/value-format.ts'
import { valueFormat } from '../format/value-formats.ts'
import type { FieldValue } from '../frames/frame.ts'
import { colorByName, type Theme } from './named-colors.ts'
import { type ScaledField, scaleOf } from './scale.ts'
import { mapValue } from './value-mappings.ts'

/** A value as a panel shows it, and as a number where it is one. */
export interface DisplayValue extends FormattedValue {
  readonly numeric: number
  readonly color: string
  readonly icon?: string
  /** Where it lies between the least and the most; absent where a mapping gives the colour. */
  readonly percent?: number
}

/** Shows a value; the decimals of its neighbours may be given, as those of an axis. */
export type DisplayProcessor = (value: FieldValue, adjacentDecimals?: number) => DisplayValue

const momentUnits = [
  'dateTimeAsIso',
  'dateTimeAsIsoNoDateIfToday',
  'dateTimeAsUS',
  'dateTimeAsUSNoDateIfToday',
  'dateTimeAsLocal',
  'dateTimeAsLocalNoDateIfToday',
  'dateTimeFromNow',
]

/**
 * How the values of a field are shown: in its unit and decimals, through its mappings, in the colour of its thresholds.
 *
 *     formattedText(displayProcessor(field, 'dark')(12.345)) // 12.3%
 */
export function displayProcessor(field: ScaledField, theme: Theme): DisplayProcessor {
  const { config, type } = field
  const isMoment = momentUnits.includes(config.unit ?? '') || (config.unit ?? '').startsWith('time:')
  const unit = shownUnit(field, isMoment)
  const isWrittenMoment = isMoment || type === 'time'
  const keepsZeros = isWrittenMoment || /^(currency|bool)/.test(unit) || unit === 'locale'
  const trimsZeros = type === 'number' && !keepsZeros && (config.decimals ?? null) === null
  const format = valueFormat(unit)
  const milliseconds = type === 'time' && !isMoment && isWithinAMinute(field.values)
  const context = { milliseconds, ...(field.zone === undefined ? {} : { zone: field.zone }) }
  const scale = scaleOf(field, theme)

  const write = (numeric: number, adjacentDecimals: number | undefined): FormattedValue => {
    if (!trimsZeros || adjacentDecimals === undefined) return format(numeric, config.decimals, context)
    const written = format(numeric, adjacentDecimals, context)
    const number = Number(written.text)
    return Number.isNaN(number) ? written : { ...written, text: String(number) }
  }

  return (given, adjacentDecimals) => {
    const value = isWrittenMoment && typeof given === 'string' ? readMoment(given) : given
    const numeric = unit === 'string' ? Number.NaN : numberOf(value)
    const mapped = mapValue(config.mappings ?? [], value)
    const isKnown = !Number.isNaN(numeric)
    const isWritten = isKnown && typeof mapped?.text !== 'string' && typeof value !== 'boolean'
    const written: FormattedValue = isWritten
      ? write(numeric, adjacentDecimals)
      : { text: mapped?.text ?? (textOf(value) || config.noValue || '') }
    const icon = typeof mapped?.icon === 'string' ? { icon: mapped.icon } : {}
    if (typeof mapped?.color === 'string') {
      return { ...written, numeric, color: colorByName(mapped.color, theme), ...icon }
    }
    const { color, percent } = scale(isKnown ? numeric : -Infinity)
    return { ...written, numeric, color, percent, ...icon }
  }
}

function shownUnit({ config: { unit = '' }, type }: ScaledField, isMoment: boolean): string {
  if (type === 'time' && !isMoment) return 'dateTimeAsSystem'
  if (type === 'boolean' && !unit.startsWith('bool')) return 'bool'
  if (unit === '') return type === 'string' ? 'string' : 'none'
  return unit
}

/** Moments so near each other are written with their milliseconds. */
function isWithinAMinute(values: readonly FieldValue[]): boolean {
  if (values.length < 2) return false
  const [first, last] = [values[0], values.at(-1)].map((value) =>
    typeof value === 'string' ? readMoment(value) : Number(value),
  )
  return Math.abs(Number(last) - Number(first)) < 60_000
}

function numberOf(value: FieldValue): number {
  if (value === '' || value === null || value === undefined || typeof value === 'object') return Number.NaN
  return Number(value)
}

function textOf(value: FieldValue): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((part) => (part === null ? '' : String(part))).join(', ')
  return String(value)
}
