import type { Expression, ExpressionBuilder, SelectType, SqlBool } from 'kysely'
import type { IncrementalView } from '../incremental-view.ts'
import type { MaterializedView } from '../materialized-view.ts'
import type { Rollup } from '../realtime/rollup.ts'
import type { DatabaseOf, Relation } from '../relation.ts'
import type { Source, Table } from '../source.ts'
import type { View } from '../view.ts'

/** A relation of which a check can be made. */
export type CheckedRelation = Source | Table | Rollup | View | MaterializedView | IncrementalView

/** A column of a relation. */
export type ColumnOf<R> = R extends Relation<string, infer Row> ? keyof Row & string : never

/** What a column of a relation holds. */
export type ValueIn<R, C> =
  R extends Relation<string, infer Row>
    ? C extends keyof Row
      ? NonNullable<SelectType<Row[C]>>
      : never
    : never

/** What a ready check may say in place of what it says by itself. */
export interface CheckOptions<R extends CheckedRelation> {
  readonly name?: string
  readonly description?: string
  readonly remedy?: string
  /** Which rows are looked at; all of them unless said. */
  readonly where?: (eb: ExpressionBuilder<DatabaseOf<[R]>, R['name']>) => Expression<SqlBool>
}

/** The columns that tell a row from others. */
export function keyOf(relation: CheckedRelation): readonly string[] {
  if ('grain' in relation) return relation.grain
  if (relation.primaryKey.length > 0) return relation.primaryKey
  return Object.entries(relation.columns).flatMap(([name, { shape }]) => (shape.primaryKey ? [name] : []))
}
