import { rememberSite } from '../../foundation/definition-site.ts'
import type { PartitionBy } from '../partitions/partition-by.ts'
import { requirePartitioning } from '../partitions/require-partitioning.ts'
import { refuseIf } from '../refuse-definition.ts'
import type { Relation } from '../relation.ts'
import { withName } from '../require-name.ts'
import { type WrittenName, writtenName } from '../written-name.ts'
import { countingProblem } from './counting-problem.ts'
import type { Event } from './event.ts'
import type { EventField, EventFields } from './event-field.ts'
import type { Extreme, Measure, MeasureOf } from './measure.ts'

/** How long a bucket is; its name is that of the column that says when it begins. */
export type BucketLength = 'minute' | 'hour' | 'day'

export interface RollupOptions<
  F extends EventFields,
  Per extends BucketLength,
  By extends keyof F & string,
  M extends Readonly<Record<string, Measure>>,
> {
  readonly description: string
  readonly from: Event<string, F>
  readonly per: Per
  /** The fields by which rows are kept apart; a row for each bucket where there are none. */
  readonly by: readonly By[]
  readonly measures: M & { readonly [K in keyof M]: MeasureOf<NoInfer<F>> }
  /** The dimension by which Citus spreads the rows over its servers, where that is installed; elsewhere it is a table as any other. */
  readonly distributeBy?: NoInfer<By>
  /** How much time a partition has, and how long buckets are kept; the column is that of the bucket. */
  readonly partitionBy: PartitionBy<NoInfer<Per>>
}

type ValueOf<Field> =
  Field extends EventField<infer Type>
    ? { text: string; integer: number; number: number; boolean: boolean; time: Date }[Type]
    : never

type MeasuredValue<F extends EventFields, M> =
  M extends Extreme<infer Field> ? ValueOf<F[Field]> | null : number

/** The row of a roll-up as Kysely types it. */
export type RollupRow<F extends EventFields, Per extends string, By extends keyof F, M> = {
  [K in Per]: Date
} & { [K in By]: ValueOf<F[K]> } & { [K in keyof M]: MeasuredValue<F, M[K]> }

/** A table of the release in which events are counted while they happen, a row for each bucket and dimension. */
export interface Rollup<Name extends string = string, Row = unknown> extends Relation<Name, Row> {
  readonly kind: 'rollup'
  readonly description: string
  readonly from: Event
  readonly per: BucketLength
  readonly by: readonly string[]
  /** The bucket and the dimensions: what one row is of. */
  readonly grain: readonly string[]
  readonly measures: Readonly<Record<string, Measure>>
  readonly partitionBy: PartitionBy
  readonly distributeBy?: string
}

const bucketShape = {
  type: 'timestamp with time zone',
  nullable: false,
  primaryKey: true,
  zone: undefined,
} as const

/**
 * Defines a table that counts events per minute, hour or day; days are those of UTC.
 *
 * @example rollup('analytics.views_per_hour', { description: 'Views.', from: pageView, per: 'hour', by: ['site'], measures: { views: count() }, partitionBy: { column: 'hour', every: 'month', keep: '90 days' } })
 */
export function rollup<
  const Name extends string,
  F extends EventFields,
  const Per extends BucketLength,
  const By extends keyof F & string,
  const M extends Readonly<Record<string, Measure>>,
>(name: Name, options: RollupOptions<F, Per, By, M>): Rollup<WrittenName<Name>, RollupRow<F, Per, By, M>> {
  const grain = [options.per, ...options.by]
  const definition = withName(
    rememberSite({ kind: 'rollup' as const, name: writtenName(name), grain, ...options }, rollup),
  )
  const { from, by, measures, distributeBy } = definition
  const problem = countingProblem({ from, by, measures, taken: grain, distributeBy })
  return requirePartitioning(refuseIf('invalid-rollup', problem, definition), {
    shape: bucketShape,
    keys: [grain],
  })
}
