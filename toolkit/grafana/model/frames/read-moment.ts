import { FrameError } from './frame-error.ts'
import { typeIds } from './postgres-types.ts'

/** A moment as Grafana keeps it. */
export interface Moment {
  readonly milliseconds: number
  readonly nanos: number
}

const layouts = {
  timestamp: '2006-01-02 15:04:05.999999999',
  hour: '2006-01-02 15:04:05.999999999Z07',
  minute: '2006-01-02 15:04:05.999999999Z07:00',
  second: '2006-01-02 15:04:05.999999999Z07:00:00',
}

/** Reads a date or a timestamp as Postgres writes it in the style ISO. */
export function readMoment(text: string, typeId: number): Moment {
  if (text === 'infinity') throw new FrameError('cannot scan Infinity into *time.Time')
  if (text === '-infinity') throw new FrameError('cannot scan -Infinity into *time.Time')
  const isBeforeChrist = text.endsWith(' BC')
  const plain = isBeforeChrist ? text.slice(0, -3) : text
  const pattern = typeId === typeIds.date ? date : timestamp
  const [, years, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset = ''] =
    pattern.exec(plain) ?? []
  if (years === undefined || month === undefined || day === undefined)
    throw new FrameError(
      typeId === typeIds.date ? 'invalid date format' : unreadable(plain, layoutOf(plain, typeId)),
    )
  const year = isBeforeChrist ? 1 - Number(years) : Number(years)
  const start = startOfDay(year, Number(month) - 1, Number(day))
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offsetSeconds(offset)
  const nanoseconds = Number(fraction.padEnd(9, '0'))
  return {
    milliseconds: start + seconds * 1000 + Math.floor(nanoseconds / 1e6),
    nanos: nanoseconds % 1e6,
  }
}

/** Postgres knows dates for which JavaScript has none: the calendar repeats itself after 400 years. */
function startOfDay(year: number, month: number, day: number): number {
  const cycles = Math.floor(year / 400)
  return new Date(0).setUTCFullYear(year - cycles * 400, month, day) + cycles * millisecondsOfCycle
}

const millisecondsOfCycle = 146_097 * 86_400_000

const date = /^(\d{4,})-(\d\d)-(\d\d)$/
// Go reads four digits of a year and no more.
const timestamp = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?([+-]\d\d(?::\d\d){0,2})?$/

function offsetSeconds(offset: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number)
  return (offset.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds)
}

function layoutOf(text: string, typeId: number): string {
  if (typeId === typeIds.timestamp) return layouts.timestamp
  if (/[+-].{8}$/.test(text)) return layouts.second
  return /[+-].{5}$/.test(text) ? layouts.minute : layouts.hour
}

const unreadable = (text: string, layout: string): string =>
  `parsing time "${text}" as "${layout}": cannot parse "${text.slice(4)}" as "-"`
