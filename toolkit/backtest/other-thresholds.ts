import type { AlertRule } from '../define/alerts/alert-rule.ts'
import { buildRule } from '../grafana/alerting/build-rule.ts'
import type { DataSources } from '../grafana/data-source-of.ts'
import type { HistoricAnswer } from './evaluate-history.ts'
import { replay } from './replay.ts'

/** What a rule would have done with another limit. */
export interface OtherThreshold {
  readonly threshold: number
  readonly isPresent: boolean
  readonly firings: number
  readonly hours: number
}

const factors = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2]

/** Limits around the present one of a rule, each with its firings and hours; none for a rule of several limits. */
export function otherThresholds(
  rule: AlertRule,
  history: readonly HistoricAnswer[],
  dataSources: DataSources,
  step: number,
): OtherThreshold[] {
  const { condition } = rule
  if (condition.type !== 'threshold' || (condition.evaluator !== 'gt' && condition.evaluator !== 'lt'))
    return []
  const { evaluator } = condition
  const [present] = condition.bounds
  const limits = [...new Set(factors.map((factor) => rounded(present * factor)))]
  const all = [...new Set([...limits, present])].sort((a, b) => a - b)
  return all.map((threshold) => {
    const changed: AlertRule = {
      ...rule,
      condition: { type: 'threshold', evaluator, bounds: [threshold] },
    }
    const json = buildRule(changed, dataSources, () => undefined)
    const { firings, firingSeconds } = replay(json, history, rule.every, step)
    return {
      threshold,
      isPresent: threshold === present,
      firings: firings.length,
      hours: firingSeconds / 3600,
    }
  })
}

/** Three digits are enough for a limit. */
const rounded = (value: number): number => Number(value.toPrecision(3))
