import type { KeptFor, PartitionSpan } from './partition-by.ts'

/** A length of time that rows are kept; undefined where they stay for ever, or where a text is none. */
export interface KeptTime {
  readonly count: number
  readonly unit: PartitionSpan
}

const pattern = /^([1-9]\d{0,4}) (hour|day|week|month|year)s?$/

/** The length of time in a text; undefined where it is none. */
export function keptTime(keep: string): KeptTime | undefined {
  const [, count, unit] = pattern.exec(keep) ?? []
  const known = spans.find((span) => span === unit)
  return known === undefined ? undefined : { count: Number(count), unit: known }
}

const spans: readonly PartitionSpan[] = ['hour', 'day', 'week', 'month', 'year']

const hours: Readonly<Record<PartitionSpan, number>> = { hour: 1, day: 24, week: 168, month: 730, year: 8760 }

/** About how many partitions are there at once. */
export const partitionCount = ({ count, unit }: KeptTime, every: PartitionSpan): number =>
  Math.ceil((count * hours[unit]) / hours[every])

/** How long is meant, in hours, to tell which of two lengths is shorter. */
export function keptHours(keep: string): number {
  const time = keptTime(keep)
  return time === undefined ? Number.POSITIVE_INFINITY : time.count * hours[time.unit]
}

/** The moment before which rows are no longer kept, by the calendar of UTC. */
export function keptSince(keep: KeptFor, now: number): number {
  const time = keptTime(keep)
  if (time === undefined) return Number.NEGATIVE_INFINITY
  const { count, unit } = time
  if (unit !== 'month' && unit !== 'year') return now - count * hours[unit] * 3_600_000
  const date = new Date(now)
  return date.setUTCMonth(date.getUTCMonth() - count * (unit === 'year' ? 12 : 1))
}
