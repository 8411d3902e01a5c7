import type { RuleJson } from './build-rule.ts'
import { evaluateMath } from './evaluate-math.ts'

/** A rule's condition as it stands in its JSON: in words, its limits, and as a test of the reduced value. */
export interface RuleCondition {
  readonly words: string
  readonly bounds: readonly number[]
  holds(value: number | null): boolean
}

/** The condition of a rule. */
export function ruleCondition({ data }: RuleJson): RuleCondition {
  const model = data.find(({ refId }) => refId === 'C')?.model ?? {}
  if (model.type === 'math') {
    const words = String(model.expression)
    return { words, bounds: [], holds: (value) => evaluateMath(words, value) !== 0 }
  }
  const { type, params } = evaluatorOf(model)
  const [low = 0, high = 0] = params
  const [words, test] = comparison(type, low, high)
  return { words, bounds: params, holds: (value) => value !== null && test(value) }
}

function comparison(
  type: string,
  low: number,
  high: number,
): readonly [words: string, test: (value: number) => boolean] {
  switch (type) {
    case 'gt':
      return [`above ${low}`, (value) => value > low]
    case 'lt':
      return [`below ${low}`, (value) => value < low]
    case 'within_range':
      return [`between ${low} and ${high}`, (value) => value > low && value < high]
    case 'outside_range':
      return [`outside of ${low} to ${high}`, (value) => value < low || value > high]
    default:
      return [type, () => false]
  }
}

/** The comparison of a threshold expression. */
export function evaluatorOf({ conditions }: Readonly<Record<string, unknown>>): {
  readonly type: string
  readonly params: readonly number[]
} {
  const [first]: unknown[] = Array.isArray(conditions) ? conditions : []
  if (typeof first !== 'object' || first === null || !('evaluator' in first)) return { type: '', params: [] }
  const { evaluator } = first
  if (typeof evaluator !== 'object' || evaluator === null || !('type' in evaluator))
    return { type: '', params: [] }
  const params: unknown[] = 'params' in evaluator && Array.isArray(evaluator.params) ? evaluator.params : []
  return { type: String(evaluator.type), params: params.filter((one) => typeof one === 'number') }
}
