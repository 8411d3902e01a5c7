import type {
  JoinCallbackExpression,
  JoinReferenceExpression,
  SelectQueryBuilder,
  SelectQueryBuilderWithFullJoin,
  SelectQueryBuilderWithInnerJoin,
  SelectQueryBuilderWithLeftJoin,
  SelectQueryBuilderWithRightJoin,
  TableExpression,
} from 'kysely'
import type { Rows } from './rows.ts'

/** What Kysely makes of a join, as rows. */
type Joined<B> = B extends SelectQueryBuilder<infer DB, infer TB, infer O> ? Rows<DB, TB, O> : never

/** The rows of a relation, or of a query under a name, with those there already are. */
export type WithRowsOf<DB, TB extends keyof DB, O, TE extends TableExpression<DB, TB>> = [TE] extends [
  keyof DB,
]
  ? Rows<DB, TB | TE, O>
  : Joined<SelectQueryBuilderWithInnerJoin<DB, TB, O, TE>>

export interface InnerJoin<DB, TB extends keyof DB, O> {
  <
    TE extends TableExpression<DB, TB>,
    K1 extends JoinReferenceExpression<DB, TB, TE>,
    K2 extends JoinReferenceExpression<DB, TB, TE>,
  >(
    table: TE,
    k1: K1,
    k2: K2,
  ): WithRowsOf<DB, TB, O, TE>
  <TE extends TableExpression<DB, TB>, FN extends JoinCallbackExpression<DB, TB, TE>>(
    table: TE,
    callback: FN,
  ): WithRowsOf<DB, TB, O, TE>
}

export interface LeftJoin<DB, TB extends keyof DB, O> {
  <
    TE extends TableExpression<DB, TB>,
    K1 extends JoinReferenceExpression<DB, TB, TE>,
    K2 extends JoinReferenceExpression<DB, TB, TE>,
  >(
    table: TE,
    k1: K1,
    k2: K2,
  ): Joined<SelectQueryBuilderWithLeftJoin<DB, TB, O, TE>>
  <TE extends TableExpression<DB, TB>, FN extends JoinCallbackExpression<DB, TB, TE>>(
    table: TE,
    callback: FN,
  ): Joined<SelectQueryBuilderWithLeftJoin<DB, TB, O, TE>>
}

export interface RightJoin<DB, TB extends keyof DB, O> {
  <
    TE extends TableExpression<DB, TB>,
    K1 extends JoinReferenceExpression<DB, TB, TE>,
    K2 extends JoinReferenceExpression<DB, TB, TE>,
  >(
    table: TE,
    k1: K1,
    k2: K2,
  ): Joined<SelectQueryBuilderWithRightJoin<DB, TB, O, TE>>
  <TE extends TableExpression<DB, TB>, FN extends JoinCallbackExpression<DB, TB, TE>>(
    table: TE,
    callback: FN,
  ): Joined<SelectQueryBuilderWithRightJoin<DB, TB, O, TE>>
}

export interface FullJoin<DB, TB extends keyof DB, O> {
  <
    TE extends TableExpression<DB, TB>,
    K1 extends JoinReferenceExpression<DB, TB, TE>,
    K2 extends JoinReferenceExpression<DB, TB, TE>,
  >(
    table: TE,
    k1: K1,
    k2: K2,
  ): Joined<SelectQueryBuilderWithFullJoin<DB, TB, O, TE>>
  <TE extends TableExpression<DB, TB>, FN extends JoinCallbackExpression<DB, TB, TE>>(
    table: TE,
    callback: FN,
  ): Joined<SelectQueryBuilderWithFullJoin<DB, TB, O, TE>>
}
