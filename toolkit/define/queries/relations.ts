import type { Expression, SelectExpression, TableExpression } from 'kysely'
import type { RowOf } from '../query.ts'
import type { Columns } from './columns.ts'
import type { Rows, WithRowsOf } from './rows.ts'
import type { CallbackSelectionOf, SelectionOf } from './selection.ts'

/** The name in `name(column, other)`. */
type PlainName<N extends string> = N extends `${infer Name}(${string})` ? Name : N

/** The relations that a query may name, with the common table expressions that were added to them. */
export interface Relations<DB> {
  selectFrom<TE extends TableExpression<DB, never>>(
    table: TE | readonly TE[],
  ): WithRowsOf<DB, never, unknown, TE>
  /** A row that no relation is read for. */
  selectNoFrom<
    const CB extends (
      eb: Columns<DB, never>,
    ) => SelectExpression<DB, never> | readonly SelectExpression<DB, never>[],
  >(callback: CB): Rows<DB, never, CallbackSelectionOf<DB, never, CB>>
  selectNoFrom<const S extends SelectExpression<DB, never> | readonly SelectExpression<DB, never>[]>(
    selection: S,
  ): Rows<DB, never, SelectionOf<DB, never, S>>
  /** A common table expression, which the query after it names like a relation. */
  with<const N extends string, E extends Expression<unknown>>(
    name: N,
    query: (db: Relations<DB>) => E,
  ): Relations<DB & { [K in PlainName<N>]: RowOf<E> }>
  /** One that may name itself; what it returns is said by hand: `withRecursive<'numbers', { n: number }>(…)`. */
  withRecursive<const N extends string, Row>(
    name: N,
    query: (db: Relations<DB & { [K in PlainName<N>]: Row }>) => Expression<Row>,
  ): Relations<DB & { [K in PlainName<N>]: Row }>
}
