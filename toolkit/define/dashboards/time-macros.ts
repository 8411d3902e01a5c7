import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * Keeps the rows inside the dashboard's time range: `$__timeFilter(column)`. Grafana wants a bare column here.
 *
 * @example .where((eb) => timeFilter(eb.ref('published_at')))
 */
export function timeFilter(column: Expression<Date | null>): RawBuilder<SqlBool> {
  return sql<SqlBool>`$__timeFilter(${column})`
}

/** A fixed bucket, in Grafana's units. */
export type Bucket = `${number}${'s' | 'm' | 'h' | 'd' | 'w'}`

/**
 * The start of a row's bucket: `$__timeGroup(column, bucket)`; without a bucket, Grafana's own interval for the zoom.
 *
 * @example .select((eb) => timeGroup(eb.ref('timestamp'), '1m').as('time'))
 */
export function timeGroup(column: Expression<Date | null>, bucket?: Bucket): RawBuilder<Date> {
  const length = bucket === undefined ? sql.raw('$__interval') : sql.lit(bucket)
  return sql<Date>`$__timeGroup(${column}, ${length})`
}

/** The start of the dashboard's time range: `$__timeFrom()`. */
export const timeFrom = (): RawBuilder<Date> => sql<Date>`$__timeFrom()::timestamptz`

/** The end of the dashboard's time range: `$__timeTo()`. */
export const timeTo = (): RawBuilder<Date> => sql<Date>`$__timeTo()::timestamptz`
