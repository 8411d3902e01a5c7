import { parseGoDuration } from '../go/parse-duration.ts'

const second = 1000
const day = 86_400 * second

/** The milliseconds of a unit as Prometheus counts it. */
const units = { y: 365 * day, w: 7 * day, d: day, h: 3600 * second, m: 60 * second, s: second, ms: 1 }

const prometheus = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/

/** The milliseconds of a duration of an alert rule, such as `5m` or `1h30m`; not a number for what is none. */
export function ruleDuration(text: string): number {
  if (text === '0') return 0
  const match = text === '' ? null : prometheus.exec(text)
  if (!match) return Number.NaN
  const [, ...counts] = match
  return Object.values(units).reduce((sum, unit, index) => sum + Number(counts[index] ?? 0) * unit, 0)
}

/** Units of which a window has only one, and the average length of a month and a year. */
const calendar: Readonly<Record<string, number>> = { d: day, w: 7 * day, M: 30.436875 * day, y: 365.25 * day }

/** The milliseconds of a resample window, such as `10m`, `1h30m` or `1d`; not a number for what is none. */
export function windowDuration(text: string): number {
  const one = /^(\d+)([dwMy])$/.exec(text)
  if (one) return Number(one[1]) * (calendar[one[2] ?? ''] ?? Number.NaN)
  const nanoseconds = parseGoDuration(text)
  return nanoseconds === undefined ? Number.NaN : Number(nanoseconds) / 1e6
}
