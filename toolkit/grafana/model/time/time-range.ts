import { SightlineError } from '../../../foundation/sightline-error.ts'

/** A span of time that queries are run for. */
export interface TimeRange {
  readonly from: Date
  readonly to: Date
}

type TimeUnit = 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'y'

const milliseconds = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/**
 * A moment as Grafana's time picker writes it: `now`, `now-30d`, `now/d`, `now-1M/M`, or an ISO date; in UTC.
 *
 * @example relativeTime('now-30d', new Date())
 */
export function relativeTime(text: string, now: Date, edge: 'from' | 'to' = 'from'): Date {
  const match = /^now(?:([-+])(\d+)([smhdwMy]))?(?:\/([smhdwMy]))?$/.exec(text)
  if (!match) return absoluteTime(text)
  const [, sign, amount = '0', unit, rounding] = match
  const shifted = isTimeUnit(unit) ? shift(now, Number(amount) * (sign === '-' ? -1 : 1), unit) : now
  if (!isTimeUnit(rounding)) return shifted
  const start = startOf(shifted, rounding)
  return edge === 'from' ? start : new Date(shift(start, 1, rounding).getTime() - 1)
}

/** What a panel says of its own time: how far it looks back, and how far both ends are moved into the past. */
export interface PanelTime {
  readonly timeFrom?: string
  readonly timeShift?: string
}

/** The range of a dashboard, or of a panel that has a `timeFrom` or a `timeShift` of its own. */
export function timeRange(range: { from: string; to: string }, now: Date, panel: PanelTime = {}): TimeRange {
  const { timeFrom, timeShift } = panel
  const from = timeFrom === undefined ? range.from : /^\d/.test(timeFrom) ? `now-${timeFrom}` : timeFrom
  const to = timeFrom === undefined ? range.to : 'now'
  const ends = { from: relativeTime(from, now, 'from'), to: relativeTime(to, now, 'to') }
  const shifted = (moment: Date) => (timeShift ? relativeTime(`now-${timeShift}`, moment) : moment)
  return { from: shifted(ends.from), to: shifted(ends.to) }
}

function isTimeUnit(text: string | undefined): text is TimeUnit {
  return text !== undefined && 'smhdwMy'.includes(text)
}

function absoluteTime(text: string): Date {
  const date = new Date(/^\d+$/.test(text) ? Number(text) : text)
  if (!Number.isNaN(date.getTime())) return date
  throw new SightlineError({
    code: 'invalid-time',
    what: 'This is not a time that Grafana understands.',
    value: text,
    next: 'Write `now`, `now-30d`, `now/d`, or an ISO date such as 2026-01-15T00:00:00Z.',
  })
}

function shift(date: Date, amount: number, unit: TimeUnit): Date {
  if (unit !== 'M' && unit !== 'y') return new Date(date.getTime() + amount * milliseconds[unit])
  const shifted = new Date(date)
  shifted.setUTCDate(1)
  shifted.setUTCMonth(shifted.getUTCMonth() + amount * (unit === 'y' ? 12 : 1))
  const lastDay = new Date(Date.UTC(shifted.getUTCFullYear(), shifted.getUTCMonth() + 1, 0)).getUTCDate()
  shifted.setUTCDate(Math.min(date.getUTCDate(), lastDay))
  return shifted
}

function startOf(date: Date, unit: TimeUnit): Date {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  if (unit === 'y') return new Date(Date.UTC(year, 0))
  if (unit === 'M') return new Date(Date.UTC(year, month))
  if (unit === 'w') return new Date(Date.UTC(year, month, day - date.getUTCDay()))
  return new Date(Math.floor(date.getTime() / milliseconds[unit]) * milliseconds[unit])
}
