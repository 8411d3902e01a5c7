import type { RuleJson } from '../../grafana/alerting/build-rule.ts'
import { evaluateMath } from './evaluate-math.ts'
import type { AlertOutcome } from './number-change.ts'
import { reduceValues } from './reduce-values.ts'
import { type Answer, seriesOf } from './series-of.ts'
import { valueText } from './value-text.ts'

/** Whether a rule would fire on what its query returned, its pending period left aside. */
export function alertOutcome(rule: RuleJson, answer: Answer): AlertOutcome {
  const values = reducedValues(rule, answer)
  if (values.length === 0) {
    return { state: rule.noDataState === 'Alerting' ? 'fires' : 'no data', value: 'no data' }
  }
  const firing = values.filter((value) => fires(rule, value))
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

function fires({ data }: RuleJson, value: number | null): boolean {
  const model = data.find(({ refId }) => refId === 'C')?.model ?? {}
  if (model.type === 'math') return evaluateMath(String(model.expression), value) !== 0
  const { type, params } = evaluatorOf(model)
  const [low = 0, high = 0] = params
  if (value === null) return false
  switch (type) {
    case 'gt':
      return value > low
    case 'lt':
      return value < low
    case 'within_range':
      return value > low && value < high
    case 'outside_range':
      return value < low || value > high
    default:
      return false
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
