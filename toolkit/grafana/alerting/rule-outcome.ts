import { advance } from '../model/alerts/advance.ts'
import { type AlertState, stateText } from '../model/alerts/alert-state.ts'
import { evaluateRule } from '../model/alerts/evaluate-rule.ts'
import { notCovered, type RuleModel } from '../model/alerts/rule-model.ts'
import type { Answer } from '../model/frames/read-answer.ts'
import { ruleCondition } from './rule-condition.ts'

/** One set of labels that a rule watches. */
export interface RuleInstance {
  readonly labels: Readonly<Record<string, string>>
  /** What the condition looks at; null where there is no number, or where it looks at several. */
  readonly value: number | null
  /** As Grafana writes it: `Pending`, `Normal (NoData)`. */
  readonly state: string
}

/** What Grafana would make of a rule if it had never been evaluated before. */
export interface RuleOutcome {
  readonly state: 'normal' | 'pending' | 'firing' | 'no data' | 'error'
  readonly instances: readonly RuleInstance[]
  readonly error: string | undefined
  /** What the rule uses that is not simulated. */
  readonly notCovered: readonly string[]
}

/** Evaluates a rule once, for what its queries returned, by their names in the rule. */
export function ruleOutcome(
  rule: RuleModel,
  answers: ReadonlyMap<string, Answer>,
  at: number = Date.now(),
): RuleOutcome {
  const evaluation = evaluateRule(rule, answers, { at })
  const states = advance([], evaluation, { rule, interval: '1m' })
  const failed = evaluation.results.find(({ error }) => error !== undefined)
  return {
    state: worst(
      states,
      evaluation.results.every(({ state }) => state === 'NoData'),
    ),
    instances: states.map((state) => ({
      labels: state.resultLabels,
      value: watchedValue(rule, state),
      state: stateText(state),
    })),
    error: failed?.error?.text,
    notCovered: notCovered(rule),
  }
}

function worst(states: readonly AlertState[], nothing: boolean): RuleOutcome['state'] {
  const named = (...wanted: readonly string[]) => states.some((state) => wanted.includes(stateText(state)))
  if (states.some(({ state }) => state === 'Alerting')) return 'firing'
  if (states.some(({ state, reason }) => state === 'Error' || reason.startsWith('Error'))) return 'error'
  if (named('Pending')) return 'pending'
  return nothing || named('NoData') ? 'no data' : 'normal'
}

/** The number that the condition of a rule looks at; null where there is none, or where it looks at several. */
export function watchedValue(rule: RuleModel, { values }: AlertState): number | null {
  const { watches } = ruleCondition(rule)
  return (watches === undefined ? null : values[watches]) ?? null
}
