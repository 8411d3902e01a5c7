import { SightlineError } from '../../foundation/sightline-error.ts'

/** A comparison of Grafana's thresholds with its limits. */
export type Comparison =
  | { readonly evaluator: 'gt' | 'lt'; readonly bounds: readonly [number] }
  | { readonly evaluator: 'within_range' | 'outside_range'; readonly bounds: readonly [number, number] }

/** When the reduced value fires. */
export type Condition = ThresholdCondition | MathCondition

export type ThresholdCondition = Comparison & {
  readonly type: 'threshold'
  /** When an alert that fires is over; as soon as it would not fire, unless given. */
  readonly recovers?: Comparison
}

/** An expression over reduced values, by their names. */
export interface MathCondition<E extends string = string> {
  readonly type: 'math'
  readonly expression: E
}

/**
 * Fires above a value; once it fires, until it is below another one, where that is given.
 *
 * @example above(90, { untilBelow: 80 })
 */
export function above(value: number, { untilBelow }: { readonly untilBelow?: number } = {}): Condition {
  const recovers =
    untilBelow === undefined ? {} : { recovers: { evaluator: 'lt', bounds: [untilBelow] } as const }
  if (untilBelow !== undefined && untilBelow > value) throw wrongSide('above', value, 'below', untilBelow)
  return { type: 'threshold', evaluator: 'gt', bounds: [value], ...recovers }
}

/**
 * Fires below a value; once it fires, until it is above another one, where that is given.
 *
 * @example below(10, { untilAbove: 15 })
 */
export function below(value: number, { untilAbove }: { readonly untilAbove?: number } = {}): Condition {
  const recovers =
    untilAbove === undefined ? {} : { recovers: { evaluator: 'gt', bounds: [untilAbove] } as const }
  if (untilAbove !== undefined && untilAbove < value) throw wrongSide('below', value, 'above', untilAbove)
  return { type: 'threshold', evaluator: 'lt', bounds: [value], ...recovers }
}

type Range = readonly [low: number, high: number]

/**
 * Fires between two values; once it fires, until it is outside of two others, where they are given.
 *
 * @example within(10, 20, { untilOutside: [5, 25] })
 */
export function within(
  low: number,
  high: number,
  { untilOutside }: { readonly untilOutside?: Range } = {},
): Condition {
  const recovers = untilOutside && ({ evaluator: 'outside_range', bounds: untilOutside } as const)
  return { type: 'threshold', evaluator: 'within_range', bounds: [low, high], ...(recovers && { recovers }) }
}

/**
 * Fires outside of two values; once it fires, until it is between two others, where they are given.
 *
 * @example outside(10, 20, { untilWithin: [12, 18] })
 */
export function outside(
  low: number,
  high: number,
  { untilWithin }: { readonly untilWithin?: Range } = {},
): Condition {
  const recovers = untilWithin && ({ evaluator: 'within_range', bounds: untilWithin } as const)
  return { type: 'threshold', evaluator: 'outside_range', bounds: [low, high], ...(recovers && { recovers }) }
}

const wrongSide = (fires: string, limit: number, recovers: string, value: number): SightlineError =>
  new SightlineError({
    code: 'recovery-while-firing',
    what: `A condition that fires ${fires} ${limit} would be over while it still fires.`,
    value: `${recovers} ${value}`,
    next: `Let it recover ${recovers} ${limit} or farther away.`,
  })

/**
 * Fires where an expression over reduced values is not 0, in the language of Grafana's server-side expressions: over `$B`,
 * the value of a rule's only query, or over the names that a rule gives to several.
 *
 * @throws SightlineError for what that language does not know
 * @example math('$B > 3 && $B < 5')
 */
export function math<const E extends `${string}$${string}`>(expression: E): MathCondition<E> {
  const rest = expression.replace(token, '').trim()
  if (rest === '') return { type: 'math', expression }
  throw new SightlineError({
    code: 'invalid-math',
    what: 'A math condition has a part that Grafana does not understand.',
    value: `${rest} in ${expression}`,
    next: 'Use the reduced value $B, numbers, + - * / % ** < > <= >= == != && || ! and functions such as abs or is_null.',
  })
}

/** The parts of Grafana's math language: reduced values, numbers, operators, and its functions and constants. */
const functions = 'abs|is_inf|is_nan|is_null|is_number|log|infn?|nan|null|round|ceil|floor'
const token = new RegExp(
  String.raw`\$\w+|\$\{\w+\}|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\b(?:${functions})\b|\*\*|[<>=!]=|&&|\|\||[-+*/%<>!()\s]`,
  'g',
)
