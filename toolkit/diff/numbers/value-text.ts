import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { formatField } from '../../query/field-format.ts'

/** A value of a result as people read it. */
export function valueText(value: unknown, panel?: Panel, field = ''): string {
  if (value === null || value === undefined) return 'no value'
  if (typeof value === 'number') return formatField(panel, field, value)
  if (value instanceof Date) return momentText(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A moment in UTC: a day where it is midnight. */
export function momentText(moment: Date): string {
  const text = moment.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}

/** The way from one number to another: `+$1,200 (+5.4 %)`; where one is missing, nothing. */
export function changeText(before: unknown, after: unknown, panel?: Panel, field = ''): string {
  if (typeof before !== 'number' || typeof after !== 'number') return ''
  const change = after - before
  const sign = change < 0 ? '−' : '+'
  const absolute = `${sign}${formatField(panel, field, Math.abs(change))}`
  if (before === 0) return absolute
  const share = Math.abs(change / before) * 100
  const shown = share.toLocaleString('en-US', { maximumFractionDigits: share < 10 ? 1 : 0 })
  return `${absolute} (${sign}${shown} %)`
}
