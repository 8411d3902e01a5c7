import type { AlertRule } from '../define/alerts/alert-rule.ts'
import type { Comparison, ThresholdCondition } from '../define/alerts/condition.ts'
import type { ChangeKind } from './sql-edit.ts'

/** A rule that differs from another one in one setting. */
export interface RuleChange {
  readonly kind: ChangeKind
  readonly change: string
  readonly rule: AlertRule
}

const states = { OK: 'Alerting', Alerting: 'OK', NoData: 'Alerting', Error: 'OK', KeepLast: 'OK' } as const
const noDataStates = { OK: 'Alerting', Alerting: 'OK', NoData: 'Alerting', KeepLast: 'OK' } as const

/** Every small change of the settings of a rule; those of its queries are changes of SQL. */
export function mutateRule(rule: AlertRule): RuleChange[] {
  const { condition } = rule
  const conditions = condition.type === 'threshold' ? thresholds(condition) : []
  return [
    ...conditions.map(
      (changed): RuleChange => ({
        kind: 'comparison',
        change: `${conditionText(condition)} → ${conditionText(changed)}`,
        rule: { ...rule, condition: changed },
      }),
    ),
    {
      kind: 'state',
      change: `for ${rule.for} → ${rule.for === '0s' ? '5m' : '0s'}`,
      rule: { ...rule, for: rule.for === '0s' ? '5m' : '0s' },
    },
    {
      kind: 'state',
      change: `noData ${rule.noData} → ${noDataStates[rule.noData]}`,
      rule: { ...rule, noData: noDataStates[rule.noData] },
    },
    {
      kind: 'state',
      change: `onError ${rule.onError} → ${states[rule.onError]}`,
      rule: { ...rule, onError: states[rule.onError] },
    },
    {
      kind: 'state',
      change: `severity ${rule.severity} → ${rule.severity === 'info' ? 'warning' : 'info'}`,
      rule: { ...rule, severity: rule.severity === 'info' ? 'warning' : 'info' },
    },
  ]
}

const opposite = { gt: 'lt', lt: 'gt', within_range: 'outside_range', outside_range: 'within_range' } as const

function thresholds(condition: ThresholdCondition): ThresholdCondition[] {
  const moved = (bounds: readonly number[], step: number): ThresholdCondition => {
    const [low = 0, high] = bounds.map((bound) => bound + step * stepOf(bound))
    return high === undefined
      ? { ...condition, ...oneBound(condition, low) }
      : { ...condition, ...twoBounds(condition, [low, high]) }
  }
  return [moved(condition.bounds, 1), moved(condition.bounds, -1), turned(condition)]
}

const oneBound = ({ evaluator }: Comparison, bound: number): Comparison => ({
  evaluator: evaluator === 'lt' ? 'lt' : 'gt',
  bounds: [bound],
})

const twoBounds = ({ evaluator }: Comparison, bounds: readonly [number, number]): Comparison => ({
  evaluator: evaluator === 'within_range' ? 'within_range' : 'outside_range',
  bounds,
})

function turned(condition: ThresholdCondition): ThresholdCondition {
  const { evaluator, bounds } = condition
  const [low, high] = bounds
  return high === undefined
    ? {
        ...condition,
        ...oneBound({ evaluator: opposite[evaluator] === 'lt' ? 'lt' : 'gt', bounds: [low] }, low),
      }
    : {
        ...condition,
        ...twoBounds(
          { evaluator: evaluator === 'within_range' ? 'outside_range' : 'within_range', bounds: [low, high] },
          [low, high],
        ),
      }
}

/** Whole numbers move by one, shares by a hundredth. */
const stepOf = (bound: number): number => (Math.abs(bound) > 1 ? 1 : 0.01)

function conditionText(condition: AlertRule['condition']): string {
  return condition.type === 'math'
    ? condition.expression
    : `${condition.evaluator} ${condition.bounds.join(', ')}`
}
