import type { RuleJson } from '../../grafana/alerting/build-rule.ts'
import { ruleCondition } from '../../grafana/alerting/rule-condition.ts'
import { reduceValues } from '../../grafana/reduce-values.ts'
import type { AlertOutcome } from './number-change.ts'
import { type Answer, seriesOf } from './series-of.ts'
import { valueText } from './value-text.ts'

/** Whether a rule would fire on what its query returned, its pending period left aside. */
export function alertOutcome(rule: RuleJson, answer: Answer): AlertOutcome {
  const values = reducedValues(rule, answer)
  if (values.length === 0) {
    return { state: rule.noDataState === 'Alerting' ? 'fires' : 'no data', value: 'no data' }
  }
  const condition = ruleCondition(rule)
  const firing = values.filter((value) => condition.holds(value))
  const [shown = null] = firing.length > 0 ? firing : values
  const others = values.length > 1 ? ` and ${values.length - 1} more` : ''
  return { state: firing.length > 0 ? 'fires' : 'quiet', value: `${valueText(shown)}${others}` }
}

/** One number for each series; without a time, each row of a table is a series of one. */
function reducedValues({ data }: RuleJson, answer: Answer): (number | null)[] {
  const reducer = data.find(({ refId }) => refId === 'B')?.model.reducer
  const overTime = answer.result.fields.some(({ name, type }) => type === 'time' || name === 'time')
  if (overTime) {
    const series = seriesOf({ ...answer, format: 'time_series' })
    return series.map(({ values }) => reduceValues(typeof reducer === 'string' ? reducer : 'last', values))
  }
  return seriesOf(answer).flatMap(({ values }) =>
    values.map((value) => (typeof value === 'number' ? value : null)),
  )
}
