import { fromNow, writeMoment } from './moment-pattern.ts'
import type { FormatContext, ValueFormat } from './value-format.ts'

const iso = 'YYYY-MM-DD HH:mm:ss'
const us = 'MM/DD/YYYY h:mm:ss a'
const local = 'MM/DD/YYYY, hh:mm:ss\u202fA'

const write = (value: number | null, pattern: string, context: FormatContext | undefined): string =>
  writeMoment(value ?? Number.NaN, pattern, context?.zone)

/** Moments by a pattern, by another one where they are of today. */
export const momentFormat =
  (pattern: string, today?: string): ValueFormat =>
  (value, _, context) => {
    const isToday = today !== undefined && value !== null && sameDay(value, context)
    return { text: write(value, isToday ? today : pattern, context) }
  }

function sameDay(value: number, { now = Date.now(), zone }: FormatContext = {}): boolean {
  return writeMoment(value, 'YYYY-MM-DD', zone) === writeMoment(now, 'YYYY-MM-DD', zone)
}

/** Moments, as clocks of the zone show them. */
export const momentUnits: Readonly<Record<string, ValueFormat>> = {
  dateTimeAsIso: momentFormat(iso),
  dateTimeAsIsoNoDateIfToday: momentFormat(iso, 'HH:mm:ss'),
  dateTimeAsUS: momentFormat(us),
  dateTimeAsUSNoDateIfToday: momentFormat(us, 'h:mm:ss a'),
  dateTimeAsLocal: momentFormat(local),
  dateTimeAsLocalNoDateIfToday: momentFormat(local, 'hh:mm:ss\u202fA'),
  dateTimeAsSystem: (value, _, context) => ({
    text: write(value, context?.milliseconds ? `${iso}.SSS` : iso, context),
  }),
  dateTimeFromNow: (value, _, context) => ({ text: fromNow(value ?? Number.NaN, context?.now) }),
}
