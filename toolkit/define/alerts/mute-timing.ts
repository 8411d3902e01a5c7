import { rememberSite } from '../../foundation/definition-site.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { isTimeZone } from '../../foundation/time-zone.ts'

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

/** A time of the day, `HH:MM`; a span may end at `24:00`. */
export type TimeOfDay = `${number}:${number}`

/** A number, or the first and the last of several: `'1:5'`. */
export type NumberRange = number | `${number}:${number}`

/** When it is quiet: what holds in everything that is said here. */
export interface MuteInterval {
  readonly times?: readonly [TimeSpan, ...TimeSpan[]]
  readonly weekdays?: readonly [WeekdayRange, ...WeekdayRange[]]
  /** From the end of the month where they are negative: -1 is its last day. */
  readonly daysOfMonth?: readonly [NumberRange, ...NumberRange[]]
  /** January is 1. */
  readonly months?: readonly [NumberRange, ...NumberRange[]]
  readonly years?: readonly [NumberRange, ...NumberRange[]]
  /** The time zone that all of it is in, as `Europe/Berlin`; UTC unless said otherwise. */
  readonly timeZone?: string
}

export interface TimeSpan {
  readonly from: TimeOfDay
  readonly to: TimeOfDay
}

export type WeekdayRange = Weekday | `${Weekday}:${Weekday}`

/** When nobody is told about alerts, though they are evaluated. */
export interface MuteTiming {
  readonly kind: 'mute timing'
  readonly name: string
  readonly description: string
  readonly intervals: readonly [MuteInterval, ...MuteInterval[]]
}

/**
 * Defines when alerts tell nobody; rules refer to it as a value, so a wrong name does not compile.
 *
 * @throws SightlineError where Grafana would refuse a time, a range or a time zone
 * @example muteTiming('weekends', { description: 'Nobody is there.', intervals: [{ weekdays: ['saturday', 'sunday'] }] })
 */
export function muteTiming(name: string, options: Pick<MuteTiming, 'description' | 'intervals'>): MuteTiming {
  for (const interval of options.intervals) requireInterval(name, interval)
  return rememberSite({ kind: 'mute timing', name, ...options }, muteTiming)
}

const limits = { daysOfMonth: [-31, 31], months: [1, 12], years: [0, 9999] } as const

function requireInterval(name: string, interval: MuteInterval): void {
  for (const { from, to } of interval.times ?? [])
    if (!(minuteOf(from) < minuteOf(to)))
      throw refused(
        name,
        `from: '${from}', to: '${to}'`,
        'Write HH:MM, the earlier first, up to 24:00; of a night make two spans.',
      )
  for (const range of interval.weekdays ?? []) {
    const [first = '', last = first] = range.split(':')
    if (weekdays.indexOf(first) < 0 || weekdays.indexOf(last) < weekdays.indexOf(first))
      throw refused(name, `weekdays: '${range}'`, 'Name the earlier day first; the week ends with Saturday.')
  }
  for (const option of ['daysOfMonth', 'months', 'years'] as const)
    for (const range of interval[option] ?? [])
      if (!isRange(range, limits[option]))
        throw refused(
          name,
          `${option}: '${range}'`,
          `Use whole numbers from ${limits[option].join(' to ')}, the smaller first.`,
        )
  if (interval.timeZone !== undefined && !isTimeZone(interval.timeZone))
    throw refused(
      name,
      `timeZone: '${interval.timeZone}'`,
      "Use a name of the IANA, such as 'Europe/Berlin'.",
    )
}

const weekdays: readonly string[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
]

function refused(name: string, value: string, next: string): SightlineError {
  return new SightlineError({
    code: 'invalid-mute-timing',
    what: `The mute timing ${name} has an interval that Grafana does not take.`,
    value,
    next,
  })
}

/** The minute of the day; not a number for what is none. */
function minuteOf(time: string): number {
  if (!/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time)) return Number.NaN
  const [hours = '', minutes = ''] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

function isRange(range: NumberRange, [least, most]: readonly [number, number]): boolean {
  const [first = Number.NaN, last = first] = String(range).split(':').map(Number)
  const both = [first, last]
  if (!both.every((number) => Number.isInteger(number) && number >= least && number <= most)) return false
  if (least < 0 && both.includes(0)) return false
  // Counted from the end of the month, a day has another place.
  return first < 0 === last < 0 ? first <= last : first > 0
}
