import { type Expression, type RawBuilder, sql } from 'kysely'
import { requireTimeZone } from '../../foundation/time-zone.ts'
import { operand } from './operand.ts'

/** A length of time in units that are equally long in every time zone. */
export interface Duration {
  readonly days?: number
  readonly hours?: number
  readonly minutes?: number
}

/** The time of the statement: the only clock in a definition, so that a test can freeze it. */
export const now = (): RawBuilder<Date> => sql<Date>`now()`

/**
 * A moment before now. Days are 24 hours each, whatever the session's time zone does.
 *
 * @example .where('created_at', '>=', ago({ days: 30 }))
 */
export function ago(duration: Duration | RawBuilder<Interval>): RawBuilder<Date> {
  return sql<Date>`(now() - ${'toOperationNode' in duration ? duration : interval(duration)})`
}

/** A value of the type `interval`. */
export interface Interval {
  readonly interval: string
}

/** An interval literal in minutes or hours. */
export function interval({ days = 0, hours = 0, minutes = 0 }: Duration): RawBuilder<Interval> {
  const total = (days * 24 + hours) * 60 + minutes
  const text = total % 60 === 0 ? `${total / 60} hours` : `${total} minutes`
  return sql<Interval>`interval ${sql.lit(text)}`
}

/** A time zone as the IANA names it: a literal, so that daylight saving is that of each moment. */
const zoneLiteral = (zone: string): RawBuilder<string> => sql.lit(requireTimeZone(zone))

/** Today's date in a time zone, UTC unless said otherwise. */
export const today = (zone = 'UTC'): RawBuilder<Date> =>
  sql<Date>`(now() at time zone ${zoneLiteral(zone)})::date`

/** Midnight of today in a time zone, UTC unless said otherwise, as a timestamp with time zone. */
export const startOfToday = (zone = 'UTC'): RawBuilder<Date> =>
  sql<Date>`date_trunc('day', now(), ${zoneLiteral(zone)})`

/**
 * The day of a timestamp with time zone in a time zone: 23 or 25 hours long where the clocks change.
 *
 * @example .select((eb) => day(eb.ref('placed_at'), 'Europe/Oslo').as('day'))
 */
export function day<T extends Date | null>(timestamp: Expression<T>, zone: string): RawBuilder<T> {
  return sql<T>`(${operand(timestamp)} at time zone ${zoneLiteral(zone)})::date`
}

/** The UTC day of a timestamp with time zone. */
export function utcDay<T extends Date | null>(timestamp: Expression<T>): RawBuilder<T> {
  return day(timestamp, 'UTC')
}

/** The first day of the month of a date. */
export function monthOf<T extends Date | null>(day: Expression<T>): RawBuilder<T> {
  return sql<T>`date_trunc('month', ${operand(day)}::timestamp)::date`
}

/**
 * A date as its midnight in a time zone, UTC unless said otherwise, a timestamp with time zone: what a time column wants
 * to be.
 */
export function asTime<T extends Date | null>(day: Expression<T>, zone = 'UTC'): RawBuilder<T> {
  return sql<T>`${operand(day)}::timestamp at time zone ${zoneLiteral(zone)}`
}
