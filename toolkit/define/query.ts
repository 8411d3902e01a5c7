import type { Expression } from 'kysely'

/** A Kysely query, or a typed `sql` fragment, that returns rows of this shape. */
export type Query<Row = unknown> = Expression<Row>

/** The row that a query returns. */
export type RowOf<Q> = Q extends Expression<infer Row> ? Row : never

/** The names of the columns that a query returns. */
export type FieldOf<Q> = Q extends Expression<infer Row> ? keyof Row & string : never
