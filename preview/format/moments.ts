const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

/** A moment in UTC, in the letters of Grafana's custom formats: `YYYY-MM-DD HH:mm:ss`. */
export function writeMoment(milliseconds: number, format: string): string {
  const date = new Date(milliseconds)
  const parts: Readonly<Record<string, string>> = {
    YYYY: String(date.getUTCFullYear()),
    MMM: date.toLocaleString('en', { month: 'short', timeZone: 'UTC' }),
    MM: pad(date.getUTCMonth() + 1),
    DD: pad(date.getUTCDate()),
    D: String(date.getUTCDate()),
    HH: pad(date.getUTCHours()),
    h: String(date.getUTCHours() % 12 || 12),
    mm: pad(date.getUTCMinutes()),
    ss: pad(date.getUTCSeconds()),
    SSS: pad(date.getUTCMilliseconds(), 3),
    a: date.getUTCHours() < 12 ? 'am' : 'pm',
  }
  return format.replace(/YYYY|MMM|MM|DD|D|HH|h|mm|ss|SSS|a/g, (part) => parts[part] ?? part)
}

/** A moment as people name it in a table. */
export const isoMoment = (milliseconds: number): string => writeMoment(milliseconds, 'YYYY-MM-DD HH:mm:ss')

const distances = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** How long ago a moment was, or how far ahead it is. */
export function fromNow(milliseconds: number, now: number = Date.now()): string {
  const distance = milliseconds - now
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  const [unit, size] = distances.find(([, length]) => Math.abs(distance) >= length) ?? ['second', 1000]
  return words.format(Math.round(distance / size), unit)
}

/** A moment in one of Grafana's units for moments; undefined for another unit. */
export function showMoment(milliseconds: number, unit: string): string | undefined {
  if (unit.startsWith('time:')) return writeMoment(milliseconds, unit.slice('time:'.length))
  switch (unit) {
    case 'dateTimeAsIso':
    case 'dateTimeAsSystem':
    case 'dateTimeAsLocal':
      return isoMoment(milliseconds)
    case 'dateTimeAsIsoNoDateIfToday':
    case 'dateTimeAsLocalNoDateIfToday': {
      const today =
        new Date().toISOString().slice(0, 10) === new Date(milliseconds).toISOString().slice(0, 10)
      return today ? writeMoment(milliseconds, 'HH:mm:ss') : isoMoment(milliseconds)
    }
    case 'dateTimeAsUS':
      return writeMoment(milliseconds, 'MM/DD/YYYY h:mm:ss a')
    case 'dateTimeFromNow':
      return fromNow(milliseconds)
    default:
      return undefined
  }
}
