import type { Field } from '../../query/run-query.ts'
import type { RuleJson } from './build-rule.ts'
import { evaluateMath } from './math-expression.ts'

/** One set of labels that a rule watches: its value now, and whether the condition holds. */
export interface RuleInstance {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number | null
  readonly firing: boolean
}

/** A rule's condition as it stands in its JSON. */
export interface RuleCondition {
  readonly words: string
  readonly bounds: readonly number[]
  holds(value: number | null): boolean
}

/** The instances of a rule for what its query returned: one for each set of labels, which are the columns of text. */
export function evaluateRule(
  rule: RuleJson,
  fields: readonly Field[],
  rows: readonly Readonly<Record<string, unknown>>[],
): RuleInstance[] {
  const labelFields = fields.filter(({ type }) => type === 'text' || type === 'boolean')
  const watched = fields.find(({ type, name }) => type === 'number' && name !== 'time')
  const groups = new Map<string, { labels: Record<string, string>; values: number[] }>()
  for (const row of rows) {
    const labels = Object.fromEntries(labelFields.map(({ name }) => [name, String(row[name] ?? '')]))
    const key = JSON.stringify(labels)
    const group = groups.get(key) ?? { labels, values: [] }
    groups.set(key, group)
    const value = watched && row[watched.name]
    if (typeof value === 'number') group.values.push(value)
  }
  const condition = ruleCondition(rule)
  return [...groups.values()].map(({ labels, values }) => {
    const value = reduce(String(modelOf(rule, 'B').reducer ?? 'last'), values)
    return { labels, value, firing: condition.holds(value) }
  })
}

/** The condition of a rule, in words and as a test. */
export function ruleCondition(rule: RuleJson): RuleCondition {
  const { type, expression, conditions } = modelOf(rule, 'C')
  if (type === 'math') {
    const text = String(expression)
    const holds = (value: number | null) => {
      const result = evaluateMath(text, value)
      return result !== 0 && !Number.isNaN(result)
    }
    return { words: text, bounds: [], holds }
  }
  const [first]: { evaluator: { type: string; params: number[] } }[] = Array.isArray(conditions)
    ? conditions
    : []
  const { type: evaluator = 'gt', params: bounds = [] } = first?.evaluator ?? {}
  const [low = 0, high = 0] = bounds
  const tests: Readonly<Record<string, readonly [words: string, test: (value: number) => boolean]>> = {
    gt: [`above ${low}`, (value) => value > low],
    lt: [`below ${low}`, (value) => value < low],
    within_range: [`between ${low} and ${high}`, (value) => value > low && value < high],
    outside_range: [`outside of ${low} to ${high}`, (value) => value < low || value > high],
  }
  const [words, test] = tests[evaluator] ?? [evaluator, () => false]
  return { words, bounds, holds: (value) => value !== null && test(value) }
}

function modelOf({ data }: RuleJson, refId: string): Readonly<Record<string, unknown>> {
  return data.find((query) => query.refId === refId)?.model ?? {}
}

function reduce(reducer: string, values: readonly number[]): number | null {
  const last = values.at(-1)
  if (reducer === 'count') return values.length
  if (last === undefined) return null
  const sum = values.reduce((total, value) => total + value, 0)
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  switch (reducer) {
    case 'mean':
      return sum / values.length
    case 'sum':
      return sum
    case 'min':
      return sorted[0] ?? null
    case 'max':
      return sorted.at(-1) ?? null
    case 'median':
      return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
    default:
      return last
  }
}
