import { SightlineError } from '../../../foundation/sightline-error.ts'
import { absoluteTime } from './absolute-time.ts'
import { momentOfWallClock, wallClock, type Zone } from './zone.ts'

/** A span of time that queries are run for. */
export interface TimeRange {
  readonly from: Date
  readonly to: Date
}

type TimeUnit = 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'y'

const milliseconds = { s: 1000, m: 60_000, h: 3_600_000 }

/**
 * A moment as Grafana's time picker writes it: `now`, `now-30d`, `now/d`, `now-1M/M`, or an ISO date. Days, weeks,
 * months and years are those of a time zone, UTC unless said otherwise, and as long as they are there.
 *
 * @example relativeTime('now-30d', new Date())
 */
export function relativeTime(
  text: string,
  now: Date,
  edge: 'from' | 'to' = 'from',
  zone: Zone = 'utc',
): Date {
  const match = /^now(?:([-+])(\d+)([smhdwMy]))?(?:\/([smhdwMy]))?$/.exec(text)
  if (!match) return absoluteTime(text) ?? refuse(text)
  const [, sign, amount = '0', unit, rounding] = match
  const shifted = isTimeUnit(unit) ? shift(now, Number(amount) * (sign === '-' ? -1 : 1), unit, zone) : now
  if (Number.isNaN(shifted.getTime())) return refuse(text)
  if (!isTimeUnit(rounding)) return shifted
  const start = startOf(shifted, rounding, zone)
  return edge === 'from' ? start : new Date(shift(start, 1, rounding, zone).getTime() - 1)
}

function refuse(text: string): never {
  throw new SightlineError({
    code: 'invalid-time',
    what: 'This is not a time that Grafana understands.',
    value: text,
    next: 'Write `now`, `now-30d`, `now/d`, or an ISO date such as 2026-01-15T00:00:00Z.',
  })
}

/** What a panel says of its own time: how far it looks back, and how far both ends are moved into the past. */
export interface PanelTime {
  readonly timeFrom?: string
  readonly timeShift?: string
}

/** The range of a dashboard, or of a panel that has a `timeFrom` or a `timeShift` of its own. */
export function timeRange(
  range: { from: string; to: string },
  now: Date,
  panel: PanelTime = {},
  zone: Zone = 'utc',
): TimeRange {
  const { timeFrom, timeShift } = panel
  const from = timeFrom === undefined ? range.from : /^\d/.test(timeFrom) ? `now-${timeFrom}` : timeFrom
  const to = timeFrom === undefined ? range.to : 'now'
  const ends = { from: relativeTime(from, now, 'from', zone), to: relativeTime(to, now, 'to', zone) }
  const shifted = (moment: Date) =>
    timeShift ? relativeTime(`now-${timeShift}`, moment, 'from', zone) : moment
  return { from: shifted(ends.from), to: shifted(ends.to) }
}

function isTimeUnit(text: string | undefined): text is TimeUnit {
  return text !== undefined && 'smhdwMy'.includes(text)
}

function shift(date: Date, amount: number, unit: TimeUnit, zone: Zone): Date {
  if (unit === 's' || unit === 'm' || unit === 'h')
    return new Date(date.getTime() + amount * milliseconds[unit])
  const shown = wallClock(date, zone)
  const shifted = new Date(shown)
  if (unit === 'd' || unit === 'w') shifted.setUTCDate(shown.getUTCDate() + amount * (unit === 'w' ? 7 : 1))
  else {
    shifted.setUTCDate(1)
    shifted.setUTCMonth(shifted.getUTCMonth() + amount * (unit === 'y' ? 12 : 1))
    const lastDay = new Date(Date.UTC(shifted.getUTCFullYear(), shifted.getUTCMonth() + 1, 0)).getUTCDate()
    shifted.setUTCDate(Math.min(shown.getUTCDate(), lastDay))
  }
  return momentOfWallClock(shifted, zone)
}

function startOf(date: Date, unit: TimeUnit, zone: Zone): Date {
  const shown = wallClock(date, zone)
  // An hour that a clock shows twice begins twice.
  if (unit === 's' || unit === 'm' || unit === 'h')
    return new Date(date.getTime() - (shown.getTime() % milliseconds[unit]))
  const [year, month, day] = [shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate()]
  const starts = {
    y: Date.UTC(year, 0),
    M: Date.UTC(year, month),
    w: Date.UTC(year, month, day - shown.getUTCDay()),
    d: Date.UTC(year, month, day),
  }
  return momentOfWallClock(new Date(starts[unit]), zone)
}
