import { type ColumnType, type RawBuilder, sql } from 'kysely'
import type { Columns } from '../source.ts'

interface Declared<Row> {
  readonly name: string
  readonly columns: Columns
  readonly row?: Row
}

type IsWallClock<Value> =
  NonNullable<Value> extends ColumnType<string, infer Inserted, unknown>
    ? Date extends Inserted
      ? true
      : false
    : false

/** The columns of a row that are timestamps without time zone. */
export type WallClockColumn<Row> = {
  [K in keyof Row]-?: IsWallClock<Row[K]> extends true ? K : never
}[keyof Row] &
  string

type MomentOf<Value> = null extends Value ? Date | null : Date

/**
 * The moment that a timestamp without time zone means, in the zone that its declaration names. `as` is what a query
 * calls the table, where that is not its name.
 *
 * @example utcDay(momentOf(orders, 'placed_at')).as('day') // (orders.placed_at at time zone 'Europe/Oslo')
 */
export function momentOf<Row, Name extends WallClockColumn<Row>>(
  table: Declared<Row>,
  column: Name,
  as: string = table.name,
): RawBuilder<MomentOf<Row[Name]>> {
  const zone = table.columns[column]?.shape.zone ?? 'UTC'
  return sql<MomentOf<Row[Name]>>`${sql.ref(`${as}.${column}`)} at time zone ${sql.lit(zone)}`
}
