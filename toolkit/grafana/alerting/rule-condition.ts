import { isObject, listOf, objectOf, textOf } from '../model/alerts/expressions/json-shape.ts'
import type { RuleModel } from '../model/alerts/rule-model.ts'

/** A rule's condition as it stands in its JSON: in words, its limits, and what it looks at. */
export interface RuleCondition {
  readonly words: string
  /** The limits that a value is held against. */
  readonly bounds: readonly number[]
  /** The query or expression that it compares; undefined where there are several. */
  readonly watches: string | undefined
}

/** The condition of a rule. */
export function ruleCondition({ data, condition }: Pick<RuleModel, 'data' | 'condition'>): RuleCondition {
  const model = data.find(({ refId }) => refId === condition)?.model ?? {}
  if (model.type === 'math') {
    const words = textOf(model.expression)
    const variables = new Set([...words.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].map(([, a, b]) => a ?? b))
    return { words, bounds: [], watches: variables.size === 1 ? [...variables][0] : undefined }
  }
  const { evaluator, unloadEvaluator } = objectOf(listOf(model.conditions)[0])
  const fires = comparisonOf(objectOf(evaluator))
  const recovers = isObject(unloadEvaluator) ? `, until ${comparisonOf(unloadEvaluator).words}` : ''
  return {
    words: fires.words + recovers,
    bounds: fires.bounds,
    watches: textOf(model.expression) || undefined,
  }
}

const words: Readonly<Record<string, (low: number, high: number) => string>> = {
  gt: (low) => `above ${low}`,
  lt: (low) => `below ${low}`,
  eq: (low) => `equal to ${low}`,
  ne: (low) => `not equal to ${low}`,
  gte: (low) => `at or above ${low}`,
  lte: (low) => `at or below ${low}`,
  within_range: (low, high) => `between ${low} and ${high}`,
  outside_range: (low, high) => `outside of ${low} to ${high}`,
  within_range_included: (low, high) => `from ${low} to ${high}`,
  outside_range_included: (low, high) => `at or outside of ${low} to ${high}`,
}

function comparisonOf(evaluator: Readonly<Record<string, unknown>>): Pick<RuleCondition, 'words' | 'bounds'> {
  const type = textOf(evaluator.type)
  const bounds = listOf(evaluator.params).filter((param) => typeof param === 'number')
  const [low = 0, high = 0] = bounds
  return { words: words[type]?.(low, high) ?? type, bounds }
}
