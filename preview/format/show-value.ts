import { showDuration, showWords } from './durations.ts'
import { showMoment } from './moments.ts'
import type { Shown } from './shown.ts'
import { unitForm } from './units.ts'

/** A number in a unit of Grafana with its decimals, or with three digits where it says none. */
export function showNumber(value: number, unit = 'none', decimals?: number): Shown {
  const round = (number: number) => {
    const digits = decimals ?? decimalsFor(number)
    return number.toLocaleString('en-US', {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: digits,
      useGrouping: unit === 'locale' || unit.startsWith('currency'),
    })
  }
  const moment = showMoment(value, unit)
  if (moment !== undefined) return { prefix: '', text: moment, suffix: '' }
  const length = showDuration(value, unit, round) ?? showWords(value, unit)
  if (length) return length
  switch (unit) {
    case 'locale':
      return { prefix: '', text: round(value), suffix: '' }
    case 'percentunit':
      return { prefix: '', text: round(value * 100), suffix: '%' }
    case 'bool':
    case 'bool_yes_no':
    case 'bool_on_off': {
      const words = { bool: ['False', 'True'], bool_yes_no: ['No', 'Yes'], bool_on_off: ['Off', 'On'] }[unit]
      return { prefix: '', text: words[value === 0 ? 0 : 1] ?? '', suffix: '' }
    }
    case 'sci':
      return { prefix: '', text: value.toExponential(decimals), suffix: '' }
    case 'hex':
    case 'hex0x':
      return {
        prefix: unit === 'hex0x' ? '0x' : '',
        text: Math.round(value).toString(16).toUpperCase(),
        suffix: '',
      }
  }
  const form = unitForm(unit)
  if (!form) return { prefix: '', text: round(value), suffix: ` ${unit}` }
  let size = Math.abs(value)
  let step = form.offset ?? 0
  while (size >= form.factor && step < form.steps.length - 1) {
    size /= form.factor
    step++
  }
  const prefix = `${value < 0 && form.prefix ? '-' : ''}${form.prefix ?? ''}`
  return { prefix, text: round(value < 0 && !form.prefix ? -size : size), suffix: form.steps[step] ?? '' }
}

/** Three digits, and none after the point for a whole number. */
function decimalsFor(value: number): number {
  if (Number.isInteger(value) || value === 0) return 0
  return Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))))
}
