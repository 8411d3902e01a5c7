import type { Field } from '../field.ts'
import { reduceValues } from '../reduce-values.ts'
import type { RuleJson } from './build-rule.ts'
import { ruleCondition } from './rule-condition.ts'

/** One set of labels that a rule watches: its value now, and whether the condition holds. */
export interface RuleInstance {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number | null
  readonly firing: boolean
}

/** The instances of a rule for what its query returned: one for each set of labels, which are the columns of text. */
export function evaluateRule(
  rule: RuleJson,
  fields: readonly Field[],
  rows: readonly Readonly<Record<string, unknown>>[],
): RuleInstance[] {
  const labelFields = fields.filter(({ type }) => type === 'text' || type === 'boolean')
  const watched = fields.find(({ type, name }) => type === 'number' && name !== 'time')
  const groups = new Map<string, { labels: Record<string, string>; values: unknown[] }>()
  for (const row of rows) {
    const labels = Object.fromEntries(labelFields.map(({ name }) => [name, String(row[name] ?? '')]))
    const key = JSON.stringify(labels)
    const group = groups.get(key) ?? { labels, values: [] }
    groups.set(key, group)
    group.values.push(watched ? row[watched.name] : null)
  }
  const reducer = rule.data.find(({ refId }) => refId === 'B')?.model.reducer
  const condition = ruleCondition(rule)
  return [...groups.values()].map(({ labels, values }) => {
    const value = reduceValues(typeof reducer === 'string' ? reducer : 'last', values)
    return { labels, value, firing: condition.holds(value) }
  })
}
