import type { RuleJson } from '../../grafana/alerting/build-rule.ts'
import { ruleOutcome } from '../../grafana/alerting/rule-outcome.ts'
import type { Answer } from '../../grafana/model/frames/read-answer.ts'
import type { AlertOutcome } from './number-change.ts'
import { valueText } from './value-text.ts'

/** Whether a rule would fire on what its queries returned, its pending period left aside. */
export function alertOutcome(rule: RuleJson, answers: ReadonlyMap<string, Answer>): AlertOutcome {
  const { state, instances, error } = ruleOutcome({ ...rule, for: '0s' }, answers)
  if (error !== undefined) return { ...failed(error), state: state === 'firing' ? 'fires' : 'fails' }
  const firing = instances.filter((instance) => instance.state.startsWith('Alerting'))
  const [shown] = firing.length > 0 ? firing : instances
  const isEmpty = shown === undefined || shown.state.includes('NoData')
  return {
    state: firing.length > 0 ? 'fires' : state === 'no data' ? 'no data' : 'quiet',
    value: isEmpty ? null : shown.value,
    others: Math.max(0, instances.length - 1),
    problem: isEmpty ? 'no data' : undefined,
  }
}

/** What an alert is whose query cannot be evaluated. */
export const failed = (problem: string): AlertOutcome => ({ state: 'fails', value: null, others: 0, problem })

/** An outcome as people read it: `fires (40 and 2 more)`. */
export function outcomeText({ state, value, others, problem }: AlertOutcome): string {
  if (state === 'no data') return state
  const more = others > 0 && problem === undefined ? ` and ${others} more` : ''
  return `${state} (${problem ?? valueText(value)}${more})`
}
