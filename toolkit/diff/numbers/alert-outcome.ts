import type { RuleJson } from '../../grafana/alerting/build-rule.ts'
import { ruleOutcome } from '../../grafana/alerting/rule-outcome.ts'
import type { Answer } from '../../grafana/model/frames/read-answer.ts'
import type { AlertOutcome } from './number-change.ts'
import { valueText } from './value-text.ts'

/** Whether a rule would fire on what its queries returned, its pending period left aside. */
export function alertOutcome(rule: RuleJson, answers: ReadonlyMap<string, Answer>): AlertOutcome {
  const { state, instances, error } = ruleOutcome({ ...rule, for: '0s' }, answers)
  if (error !== undefined) return { state: state === 'firing' ? 'fires' : 'fails', value: error }
  const firing = instances.filter((instance) => instance.state.startsWith('Alerting'))
  const [shown] = firing.length > 0 ? firing : instances
  const others = instances.length > 1 ? ` and ${instances.length - 1} more` : ''
  const isEmpty = shown === undefined || shown.state.includes('NoData')
  const value = isEmpty ? 'no data' : `${valueText(shown.value)}${others}`
  if (firing.length > 0) return { state: 'fires', value }
  return { state: state === 'no data' ? 'no data' : 'quiet', value }
}
