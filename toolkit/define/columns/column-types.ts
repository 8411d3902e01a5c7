import type { ColumnType } from 'kysely'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { type Column, columnOf } from './column.ts'

export const text = () => columnOf<string>('text')
/** `character varying(n)`. */
export const varchar = (length?: number) => columnOf<string>(`character varying${sized(length)}`)
/** `character(n)`, which Postgres fills up with spaces. */
export const char = (length = 1) => columnOf<string>(`character(${length})`)
export const uuid = () => columnOf<string>('uuid')
export const boolean = () => columnOf<boolean>('boolean')
export const smallint = () => columnOf<number>('smallint')
export const integer = () => columnOf<number>('integer')
/** A 64-bit integer; sightline's connections read it as a number, exact up to 2^53. */
export const bigint = () => columnOf<number>('bigint')
/** An exact decimal in the database; sightline's connections read it as a number. */
export const numeric = (precision?: number, scale = 0) =>
  columnOf<number>(precision === undefined ? 'numeric' : `numeric(${precision},${scale})`)
export const real = () => columnOf<number>('real')
export const doublePrecision = () => columnOf<number>('double precision')
/** A calendar day, read as its midnight in UTC. */
export const date = () => columnOf<Date>('date')
/** A moment. */
export const timestamptz = (precision?: number) =>
  columnOf<Date>(`timestamp${sized(precision)} with time zone`)
/** A time of day as Postgres writes it. */
export const time = (precision?: number) => columnOf<string>(`time${sized(precision)} without time zone`)
export const bytea = () => columnOf<Uint8Array>('bytea')
export const json = <Value>() => columnOf<Value>('json')
export const jsonb = <Value>() => columnOf<Value>('jsonb')

/** What a clock on a wall showed: a text in a query, and a moment or a text in a row of the sample. */
export type WallClock = ColumnType<string, Date | string, Date | string>

/**
 * A timestamp without time zone, and the zone whose clock it shows: `momentOf` makes a moment of it.
 *
 * @example placed_at: timestamp('Europe/Oslo')
 */
export function timestamp(zone: string, precision?: number): Column<WallClock> {
  requireZone(zone)
  return columnOf<WallClock>(`timestamp${sized(precision)} without time zone`, { zone })
}

const sized = (size: number | undefined) => (size === undefined ? '' : `(${size})`)

function requireZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw new SightlineError({
      code: 'unknown-time-zone',
      what: 'There is no time zone of this name.',
      value: zone,
      next: 'Name one as the tz database does, such as Europe/Oslo, or UTC.',
    })
  }
}
