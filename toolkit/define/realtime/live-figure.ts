import { rememberSite } from '../../foundation/definition-site.ts'
import type { Duration } from '../expressions/clock.ts'
import { type DefinitionProblem, refuseIf } from '../refuse-definition.ts'
import { withIdentifier } from '../require-name.ts'
import { countingProblem, openProblem, windowProblem } from './counting-problem.ts'
import type { Event } from './event.ts'
import type { EventFields, FieldsOf } from './event-field.ts'
import type { ApproximateDistinct, Measure, MeasureOf } from './measure.ts'
import type { BucketLength } from './rollup.ts'

/** What a live figure may measure: what can be added up in Redis. */
export type LiveMeasure = Exclude<Measure, ApproximateDistinct>

/** The last buckets, the one that has begun included. */
export interface LiveWindow {
  readonly per: BucketLength
  readonly last: number
}

/** What was measured, a number for each measure; moments are milliseconds, and what no event had is 0. */
export type Measured<M> = { readonly [K in keyof M]: number }

interface Measuring<F extends EventFields, M extends Readonly<Record<string, LiveMeasure>>> {
  readonly description: string
  readonly from: Event<string, F>
  readonly over: LiveWindow
  readonly measures: M & { readonly [K in keyof M]: MeasureOf<NoInfer<F>> }
}

export interface LiveFigureOptions<
  F extends EventFields,
  M extends Readonly<Record<string, LiveMeasure>>,
  Value,
> extends Measuring<F, M> {
  readonly value: (measured: Measured<M>, now: Date) => Value
}

export interface LiveRankingOptions<
  F extends EventFields,
  M extends Readonly<Record<string, LiveMeasure>>,
  Value,
> extends Measuring<F, M> {
  readonly by: NoInfer<FieldsOf<F, 'text'>>
  readonly value: (rows: readonly (Measured<M> & { readonly key: string })[], now: Date) => Value
}

export interface LiveOpenOptions<F extends EventFields, G extends EventFields> {
  readonly description: string
  readonly opened: Event<string, F>
  readonly closed: Event<string, G>
  /** The field of both that says which one it is. */
  readonly key: NoInfer<FieldsOf<F, 'text'> & FieldsOf<G, 'text'>>
  /** What is open for longer counts as given up. */
  readonly within: Duration
}

/** How a live figure comes from what is kept in Redis. */
export type LiveRead<Value = unknown> =
  | {
      readonly reads: 'totals' | 'rows'
      readonly from: Event
      readonly over: LiveWindow
      readonly by: string | undefined
      readonly measures: Readonly<Record<string, LiveMeasure>>
      readonly compute: (rows: readonly LiveRow[], now: Date) => Value
    }
  | {
      readonly reads: 'open'
      readonly opened: Event
      readonly closed: Event
      readonly key: string
      readonly within: Duration
      readonly compute: (open: number) => Value
    }

export interface LiveRow {
  readonly key: string
  readonly measured: Readonly<Record<string, number>>
}

/** A number that is right within a second, kept in Redis beside the stream. */
export interface LiveFigure<Name extends string = string, Value = unknown> {
  readonly kind: 'live figure'
  readonly name: Name
  readonly description: string
  readonly read: LiveRead<Value>
}

function numbersOf<M extends Readonly<Record<string, LiveMeasure>>>(
  measures: M,
  row: LiveRow | undefined,
): Measured<M> {
  const numbers: Record<string, number> = {}
  for (const name of Object.keys(measures)) numbers[name] = row?.measured[name] ?? 0
  if (hasAll(measures, numbers)) return numbers
  throw new Error('A figure lacks one of its own measures.')
}

const hasAll = <M extends object>(
  measures: M,
  numbers: Readonly<Record<string, number>>,
): numbers is { readonly [K in keyof M]: number } & Readonly<Record<string, number>> =>
  Object.keys(measures).every((name) => name in numbers)

const figureOf = <F extends LiveFigure>(figure: F, problem: DefinitionProblem | undefined): F =>
  refuseIf('invalid-live-figure', problem, withIdentifier(figure))

/**
 * Defines a number that is kept up while events arrive.
 *
 * @example liveFigure('views_this_hour', { description: 'Views.', from: pageView, over: { per: 'hour', last: 1 }, measures: { views: count() }, value: ({ views }) => views })
 */
export function liveFigure<
  const Name extends string,
  F extends EventFields,
  const M extends Readonly<Record<string, LiveMeasure>>,
  Value,
>(name: Name, { value, ...options }: LiveFigureOptions<F, M, Value>): LiveFigure<Name, Value> {
  const { description, from, over, measures } = options
  const compute = (rows: readonly LiveRow[], now: Date) => value(numbersOf<M>(measures, rows[0]), now)
  const read = { reads: 'totals' as const, from, over, by: undefined, measures, compute }
  const problem = windowProblem(over) ?? countingProblem({ from, by: [], measures, taken: [] })
  return figureOf(rememberSite({ kind: 'live figure', name, description, read }, liveFigure), problem)
}

/**
 * Defines a figure of the values of a field, such as the pages that are read most.
 *
 * @example liveRanking('top_pages', { description: 'Most read.', from: pageView, by: 'page', over: { per: 'day', last: 1 }, measures: { views: count() }, value: (rows) => rows.toSorted((a, b) => b.views - a.views).slice(0, 10) })
 */
export function liveRanking<
  const Name extends string,
  F extends EventFields,
  const M extends Readonly<Record<string, LiveMeasure>>,
  Value,
>(name: Name, { value, ...options }: LiveRankingOptions<F, M, Value>): LiveFigure<Name, Value> {
  const { description, from, over, by, measures } = options
  const compute = (rows: readonly LiveRow[], now: Date) =>
    value(
      rows.map((row) => ({ ...numbersOf<M>(measures, row), key: row.key })),
      now,
    )
  const read = { reads: 'rows' as const, from, over, by, measures, compute }
  const problem = windowProblem(over) ?? countingProblem({ from, by: [by], measures, taken: [] })
  return figureOf(rememberSite({ kind: 'live figure', name, description, read }, liveRanking), problem)
}

/**
 * Defines how many things have begun and not ended, whichever of the two events arrives first.
 *
 * @example liveOpen('open_orders', { description: 'Open orders.', opened: orderPlaced, closed: orderSent, key: 'order_id', within: { days: 7 } })
 */
export function liveOpen<const Name extends string, F extends EventFields, G extends EventFields>(
  name: Name,
  { description, opened, closed, key, within }: LiveOpenOptions<F, G>,
): LiveFigure<Name, number> {
  const read = { reads: 'open' as const, opened, closed, key, within, compute: (open: number) => open }
  const problem = openProblem({ opened, closed, key, within })
  return figureOf(rememberSite({ kind: 'live figure', name, description, read }, liveOpen), problem)
}
