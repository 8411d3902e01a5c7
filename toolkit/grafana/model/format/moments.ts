import { fromNow, writeMoment } from './moment-pattern.ts'
import type { FormatContext, ValueFormat } from './value-format.ts'

const iso = 'YYYY-MM-DD HH:mm:ss'
const us = 'MM/DD/YYYY h:mm:ss a'
const local = 'MM/DD/YYYY, hh:mm:ss\u202fA'

const write = (value: number | null, pattern: string): string => writeMoment(value ?? Number.NaN, pattern)

/** Moments by a pattern, by another one where they are of today. */
export const momentFormat =
  (pattern: string, today?: string): ValueFormat =>
  (value, _, context) => {
    const isToday = today !== undefined && value !== null && sameDay(value, context)
    return { text: write(value, isToday ? today : pattern) }
  }

function sameDay(value: number, { now = Date.now() }: FormatContext = {}): boolean {
  return Math.floor(value / 86_400_000) === Math.floor(now / 86_400_000)
}

/** Moments, in UTC. */
export const momentUnits: Readonly<Record<string, ValueFormat>> = {
  dateTimeAsIso: momentFormat(iso),
  dateTimeAsIsoNoDateIfToday: momentFormat(iso, 'HH:mm:ss'),
  dateTimeAsUS: momentFormat(us),
  dateTimeAsUSNoDateIfToday: momentFormat(us, 'h:mm:ss a'),
  dateTimeAsLocal: momentFormat(local),
  dateTimeAsLocalNoDateIfToday: momentFormat(local, 'hh:mm:ss\u202fA'),
  dateTimeAsSystem: (value, _, context) => ({
    text: write(value, context?.milliseconds ? `${iso}.SSS` : iso),
  }),
  dateTimeFromNow: (value, _, context) => ({ text: fromNow(value ?? Number.NaN, context?.now) }),
}
