/** A time zone as a dashboard names it: `utc`, or a name of the IANA. */
export type Zone = string

const formats = new Map<Zone, Intl.DateTimeFormat>()

function formatOf(zone: Zone): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...fields,
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}

const isUtc = (zone: Zone): boolean => /^(?:utc|browser|)$/i.test(zone)

/** What a clock in a zone shows at a moment, as the moment at which one in UTC shows it. */
export function wallClock(moment: Date, zone: Zone): Date {
  if (isUtc(zone)) return moment
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(moment)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  const shown = Date.UTC(year, month - 1, day, hour, minute, second)
  return new Date(shown + (((moment.getTime() % 1000) + 1000) % 1000))
}

const dayLength = 86_400_000

/**
 * The moment at which a clock in a zone shows this: the first one where it shows it twice, and as long after the change
 * as it would have been where it never does.
 */
export function momentOfWallClock(shown: Date, zone: Zone): Date {
  if (isUtc(zone)) return shown
  const offsetAt = (time: number) => wallClock(new Date(time), zone).getTime() - time
  const [before, after] = [-dayLength, dayLength].map((by) => offsetAt(shown.getTime() + by))
  const moments = [before, after].map((offset = 0) => new Date(shown.getTime() - offset))
  const found = moments.filter((moment) => wallClock(moment, zone).getTime() === shown.getTime())
  return new Date(Math.min(...(found.length > 0 ? found : moments.slice(0, 1)).map(Number)))
}
