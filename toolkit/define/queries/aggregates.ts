import type {
  AggregateFunctionBuilder,
  ExtractTypeFromReferenceExpression,
  FunctionModule,
  ReferenceExpression,
} from 'kysely'

/**
 * Functions as Postgres types them and sightline's connections read them: numbers are numbers, a count is never null, and
 * every other aggregate may be. Another type is said by hand: `eb.fn.sum<number>('amount')`.
 */
export interface Aggregates<DB, TB extends keyof DB> extends FunctionModule<DB, TB> {
  avg<RE extends ReferenceExpression<DB, TB>>(expr: RE): AggregateFunctionBuilder<DB, TB, number | null>
  avg<O extends number | string | null>(
    expr: ReferenceExpression<DB, TB>,
  ): AggregateFunctionBuilder<DB, TB, O>

  sum<RE extends ReferenceExpression<DB, TB>>(expr: RE): AggregateFunctionBuilder<DB, TB, number | null>
  sum<O extends number | string | bigint | null>(
    expr: ReferenceExpression<DB, TB>,
  ): AggregateFunctionBuilder<DB, TB, O>

  count<RE extends ReferenceExpression<DB, TB>>(expr: RE): AggregateFunctionBuilder<DB, TB, number>
  count<O extends number | string | bigint>(
    expr: ReferenceExpression<DB, TB>,
  ): AggregateFunctionBuilder<DB, TB, O>

  countAll(table?: TB): AggregateFunctionBuilder<DB, TB, number>
  countAll<O extends number | string | bigint>(table?: TB): AggregateFunctionBuilder<DB, TB, O>

  max<RE extends ReferenceExpression<DB, TB>>(
    expr: RE,
  ): AggregateFunctionBuilder<DB, TB, ExtractTypeFromReferenceExpression<DB, TB, RE> | null>
  max<O extends number | string | Date | bigint | null>(
    expr: ReferenceExpression<DB, TB>,
  ): AggregateFunctionBuilder<DB, TB, O>

  min<RE extends ReferenceExpression<DB, TB>>(
    expr: RE,
  ): AggregateFunctionBuilder<DB, TB, ExtractTypeFromReferenceExpression<DB, TB, RE> | null>
  min<O extends number | string | Date | bigint | null>(
    expr: ReferenceExpression<DB, TB>,
  ): AggregateFunctionBuilder<DB, TB, O>
}
