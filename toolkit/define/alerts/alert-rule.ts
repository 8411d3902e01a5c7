import { rememberSite } from '../../foundation/definition-site.ts'
import { type AlertDuration, requireDurations } from '../../foundation/durations.ts'
import type { Dashboard } from '../dashboards/dashboard.ts'
import type { NumericFieldOf } from '../panels/panel-options.ts'
import type { Query } from '../query.ts'
import type { Condition } from './condition.ts'
import type { ContactPoint } from './contact-point.ts'

export type Reducer = 'last' | 'mean' | 'min' | 'max' | 'sum' | 'count' | 'median'

export interface AlertRuleOptions<Q extends Query> {
  /** Stays the same for ever: it is the rule's identity. */
  readonly uid: string
  readonly description: string
  readonly query: Q
  /** The column that is watched; text columns become labels. */
  readonly value: NumericFieldOf<NoInfer<Q>>
  readonly reduce?: Reducer
  readonly condition: Condition
  /** How often it is evaluated. */
  readonly every: AlertDuration
  /** How long the condition must hold; `0s` fires at once. */
  readonly for: AlertDuration
  /** The time range that `$__timeFilter` gets, back from now. */
  readonly lookback?: AlertDuration
  readonly severity: 'critical' | 'warning' | 'info'
  /** One line for the notification; Grafana's templates work: `{{ $values.B.Value }}`. */
  readonly summary: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly noData: 'OK' | 'Alerting' | 'NoData' | 'KeepLast'
  readonly onError: 'OK' | 'Alerting' | 'Error' | 'KeepLast'
  readonly contactPoint: ContactPoint
  /** The dashboard, and the panel on it, that show the watched number. */
  readonly shownOn?: { readonly dashboard: Dashboard; readonly panel: string }
}

/** A rule that Grafana evaluates by the clock. */
export interface AlertRule extends Omit<AlertRuleOptions<Query>, 'value' | 'labels' | 'annotations'> {
  readonly kind: 'alert'
  readonly name: string
  readonly value: string
  readonly reduce: Reducer
  readonly lookback: AlertDuration
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/**
 * Defines an alert: a query, reduced to a number, compared with a limit.
 *
 * @example
 * alertRule('Quota Critical', {
 *   uid: 'quota-critical', description: '…', query: quotaUsed, value: 'used', condition: above(9000),
 *   every: '1m', for: '0s', severity: 'critical', summary: '…', noData: 'NoData', onError: 'Error', contactPoint: onCall,
 * })
 */
export function alertRule<Q extends Query>(name: string, options: AlertRuleOptions<Q>): AlertRule {
  requireDurations(name, options)
  return rememberSite(
    {
      kind: 'alert',
      name,
      reduce: 'last',
      lookback: '1h',
      labels: {},
      annotations: {},
      ...options,
    },
    alertRule,
  )
}
