import type {
  AliasedSelectQueryBuilder,
  ComparisonOperatorExpression,
  Expression,
  ExpressionBuilder,
  JoinCallbackExpression,
  JoinReferenceExpression,
  OperandExpression,
  OperandValueExpressionOrList,
  OrderByExpression,
  OrderByModifiers,
  ReferenceExpression,
  SelectExpression,
  SelectQueryBuilder,
  SelectQueryBuilderWithFullJoin,
  SelectQueryBuilderWithInnerJoin,
  SelectQueryBuilderWithLeftJoin,
  SelectQueryBuilderWithRightJoin,
  SelectQueryNode,
  SqlBool,
  TableExpression,
  ValueExpression,
} from 'kysely'
import type { Columns } from './columns.ts'
import type { AllColumns, CallbackSelectionOf, SelectionOf } from './selection.ts'

type Condition<DB, TB extends keyof DB> =
  | OperandExpression<SqlBool>
  | ((eb: Columns<DB, TB>) => OperandExpression<SqlBool>)

type Grouping<DB, TB extends keyof DB, O> = ReferenceExpression<DB, TB> | (keyof O & string)

/** Another query with the same columns, or several. */
type SameColumns<DB, O> =
  | Expression<O>
  | readonly Expression<O>[]
  | ((eb: ExpressionBuilder<DB, never>) => Expression<O> | readonly Expression<O>[])

/**
 * A SELECT of Kysely, typed as Postgres types it: `DB` are the relations by name, `TB` those it reads, `O` is its row.
 */
export interface Rows<DB, TB extends keyof DB, O> extends Expression<O> {
  get isSelectQueryBuilder(): true
  toOperationNode(): SelectQueryNode
  as<A extends string>(alias: A): AliasedSelectQueryBuilder<O, A>

  select<
    const CB extends (eb: Columns<DB, TB>) => SelectExpression<DB, TB> | readonly SelectExpression<DB, TB>[],
  >(callback: CB): Rows<DB, TB, O & CallbackSelectionOf<DB, TB, CB>>
  select<const S extends SelectExpression<DB, TB> | readonly SelectExpression<DB, TB>[]>(
    selection: S,
  ): Rows<DB, TB, O & SelectionOf<DB, TB, S>>
  selectAll<T extends TB = TB>(table?: T | readonly T[]): Rows<DB, TB, O & AllColumns<DB, T>>
  distinct(): Rows<DB, TB, O>
  distinctOn<RE extends ReferenceExpression<DB, TB>>(selection: RE | readonly RE[]): Rows<DB, TB, O>

  readonly innerJoin: InnerJoin<DB, TB, O>
  readonly innerJoinLateral: InnerJoin<DB, TB, O>
  readonly leftJoin: LeftJoin<DB, TB, O>
  readonly leftJoinLateral: LeftJoin<DB, TB, O>
  readonly rightJoin: RightJoin<DB, TB, O>
  readonly fullJoin: FullJoin<DB, TB, O>
  crossJoin<TE extends TableExpression<DB, TB>>(table: TE): WithRowsOf<DB, TB, O, TE>
  crossJoinLateral<TE extends TableExpression<DB, TB>>(table: TE): WithRowsOf<DB, TB, O, TE>

  where<RE extends ReferenceExpression<DB, TB>, VE extends OperandValueExpressionOrList<DB, TB, RE>>(
    lhs: RE,
    op: ComparisonOperatorExpression,
    rhs: VE,
  ): Rows<DB, TB, O>
  where(condition: Condition<DB, TB>): Rows<DB, TB, O>
  whereRef<L extends ReferenceExpression<DB, TB>, R extends ReferenceExpression<DB, TB>>(
    lhs: L,
    op: ComparisonOperatorExpression,
    rhs: R,
  ): Rows<DB, TB, O>
  groupBy<G extends Grouping<DB, TB, O>>(
    grouping: G | readonly G[] | ((eb: ExpressionBuilder<DB, TB>) => readonly G[]),
  ): Rows<DB, TB, O>
  having<RE extends ReferenceExpression<DB, TB>, VE extends OperandValueExpressionOrList<DB, TB, RE>>(
    lhs: RE,
    op: ComparisonOperatorExpression,
    rhs: VE,
  ): Rows<DB, TB, O>
  having(condition: Condition<DB, TB>): Rows<DB, TB, O>
  havingRef<L extends ReferenceExpression<DB, TB>, R extends ReferenceExpression<DB, TB>>(
    lhs: L,
    op: ComparisonOperatorExpression,
    rhs: R,
  ): Rows<DB, TB, O>

  orderBy<OE extends OrderByExpression<DB, TB, O>>(
    expression: OE,
    modifiers?: OrderByModifiers,
  ): Rows<DB, TB, O>
  limit<VE extends ValueExpression<DB, TB, number | bigint | null>>(limit: VE): Rows<DB, TB, O>
  offset<VE extends ValueExpression<DB, TB, number | bigint>>(offset: VE): Rows<DB, TB, O>

  union(query: SameColumns<DB, O>): Rows<DB, TB, O>
  unionAll(query: SameColumns<DB, O>): Rows<DB, TB, O>
  intersect(query: SameColumns<DB, O>): Rows<DB, TB, O>
  except(query: SameColumns<DB, O>): Rows<DB, TB, O>

  /** The same query with a row of another type, where the compiler cannot know it. */
  $castTo<Row>(): Rows<DB, TB, Row>
  /** The same query with columns of narrower types, where the compiler cannot know them. */
  $narrowType<Narrower>(): Rows<DB, TB, Omit<O, keyof Narrower> & Narrower>
}

/** What Kysely makes of a join, as rows. */
type Joined<B> = B extends SelectQueryBuilder<infer DB, infer TB, infer O> ? Rows<DB, TB, O> : never

/** The rows of a relation, or of a query under a name, with those there already are. */
export type WithRowsOf<DB, TB extends keyof DB, O, TE extends TableExpression<DB, TB>> = [TE] extends [
  keyof DB,
]
  ? Rows<DB, TB | TE, O>
  : Joined<SelectQueryBuilderWithInnerJoin<DB, TB, O, TE>>

interface InnerJoin<DB, TB extends keyof DB, O> {
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

interface LeftJoin<DB, TB extends keyof DB, O> {
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

interface RightJoin<DB, TB extends keyof DB, O> {
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

interface FullJoin<DB, TB extends keyof DB, O> {
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
