import { SightlineError } from '../../foundation/sightline-error.ts'

/** When the reduced value fires. */
export type Condition =
  | { readonly type: 'threshold'; readonly evaluator: 'gt' | 'lt'; readonly bounds: readonly [number] }
  | {
      readonly type: 'threshold'
      readonly evaluator: 'within_range' | 'outside_range'
      readonly bounds: readonly [number, number]
    }
  | { readonly type: 'math'; readonly expression: string }

/** Fires above a value. */
export const above = (value: number): Condition => ({ type: 'threshold', evaluator: 'gt', bounds: [value] })

/** Fires below a value. */
export const below = (value: number): Condition => ({ type: 'threshold', evaluator: 'lt', bounds: [value] })

/** Fires between two values. */
export const within = (low: number, high: number): Condition => ({
  type: 'threshold',
  evaluator: 'within_range',
  bounds: [low, high],
})

/** Fires outside of two values. */
export const outside = (low: number, high: number): Condition => ({
  type: 'threshold',
  evaluator: 'outside_range',
  bounds: [low, high],
})

/**
 * Fires where an expression over the reduced value `$B` is not 0, in the language of Grafana's server-side expressions.
 *
 * @throws SightlineError for what that language does not know
 * @example math('$B > 3 && $B < 5')
 */
export function math(expression: `${string}$B${string}`): Condition {
  const rest = expression.replace(token, '').trim()
  if (rest === '') return { type: 'math', expression }
  throw new SightlineError({
    what: 'A math condition has a part that Grafana does not understand.',
    value: `${rest} in ${expression}`,
    next: 'Use the reduced value $B, numbers, + - * / % ** < > <= >= == != && || ! and functions such as abs or is_null.',
  })
}

/** The parts of Grafana's math language: the reduced value, numbers, operators, and its functions and constants. */
const functions = 'abs|is_inf|is_nan|is_null|is_number|log|infn?|nan|null|round|ceil|floor'
const token = new RegExp(
  String.raw`\$B\b|\$\{B\}|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\b(?:${functions})\b|\*\*|[<>=!]=|&&|\|\||[-+*/%<>!()\s]`,
  'g',
)
