import moment from 'moment'
import { wallClock, type Zone } from '../time/zone.ts'

/** A moment by a pattern of Moment.js, the library that Grafana writes moments with: `YYYY-MM-DD HH:mm:ss`. */
export const writeMoment = (milliseconds: number, pattern: string, zone: Zone = 'utc'): string =>
  moment
    .utc(Number.isNaN(milliseconds) ? milliseconds : wallClock(new Date(milliseconds), zone))
    .format(pattern)

/** A text as a moment in UTC, by a pattern or as it is; NaN where it is none. */
export function readMoment(text: string, pattern?: string): number {
  if (pattern !== undefined) return moment.utc(text, pattern).valueOf()
  const read = moment.utc(text, [moment.ISO_8601, moment.RFC_2822])
  return read.isValid() ? read.valueOf() : Date.parse(text)
}

/** How long ago a moment was, or how far ahead it is: `3 hours ago`. */
export const fromNow = (milliseconds: number, now: number = Date.now()): string =>
  moment.utc(milliseconds).from(moment.utc(now))
