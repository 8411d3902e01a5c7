/** A day, and an hour of it where there is one; without an offset it is of UTC. */
const pattern = /^(\d{4}-\d\d)(-\d\d)?(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)? ?(Z|[+-]\d\d(?::?\d\d)?)?)?$/

/**
 * The moment of an ISO date, or of milliseconds since 1970; undefined for what is neither, as the 30th of February.
 *
 * @example absoluteTime('2026-01-15 10:00') // 10:00 UTC
 */
export function absoluteTime(text: string): Date | undefined {
  if (/^-?\d+$/.test(text)) return valid(new Date(Number(text)))
  const [, month, day = '-01', minute = '00:00', second = ':00', offset = 'Z'] = pattern.exec(text) ?? []
  if (month === undefined || !isDay(month + day)) return undefined
  return valid(new Date(`${month}${day}T${minute}${second}${isoOffset(offset)}`))
}

/**
 * Whether a text is a day of the calendar.
 *
 * @example isDay('2026-02-30') // false
 */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return false
  return (
    valid(new Date(`${text}T00:00:00Z`))
      ?.toISOString()
      .startsWith(text) ?? false
  )
}

/** Postgres writes `+02`, others `+0200`; JavaScript reads `+02:00`. */
const isoOffset = (offset: string): string =>
  offset.replace(/^([+-]\d\d):?(\d\d)?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`)

const valid = (date: Date): Date | undefined => (Number.isNaN(date.getTime()) ? undefined : date)
