import { rememberSite } from '../../foundation/definition-site.ts'
import { type AlertDuration, requireDurations } from '../../foundation/durations.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { Folder } from '../folder.ts'
import type { AnyPanel } from '../panels/panel.ts'
import type { NumericFieldOf, TextFieldOf } from '../panels/panel-options.ts'
import type { Query } from '../query.ts'
import type { Condition, MathCondition, ThresholdCondition } from './condition.ts'
import type { ContactPoint } from './contact-point.ts'
import type { Knows } from './math-names.ts'
import type { GivenLabel, Notifications } from './notifications.ts'
import type { Reducer, WatchedQuery } from './watched-query.ts'

/** What every rule has, however many queries it asks. */
interface CommonOptions<Label extends string, TextField extends string> {
  /** Stays the same for ever: it is the rule's identity. */
  readonly uid: string
  readonly description: string
  /** How often it is evaluated. */
  readonly every: AlertDuration
  /** How long the condition must hold; `0s` fires at once. */
  readonly for: AlertDuration
  /** How long it goes on firing after the condition held last. */
  readonly keepFiringFor?: AlertDuration
  /** After how many evaluations without its labels an alert is over; two unless said otherwise. */
  readonly missingSeriesEvalsToResolve?: number
  /** The time range that `$__timeFilter` gets, back from now. */
  readonly lookback?: AlertDuration
  readonly severity: 'critical' | 'warning' | 'info'
  /** One line for the notification; Grafana's templates work: `{{ $values.B.Value }}`. */
  readonly summary: string
  readonly labels?: Readonly<Record<Label, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly noData: 'OK' | 'Alerting' | 'NoData' | 'KeepLast'
  readonly onError: 'OK' | 'Alerting' | 'Error' | 'KeepLast'
  readonly contactPoint: ContactPoint
  /** Where it stands; in the project's folder unless said otherwise. */
  readonly folder?: Folder
  readonly notifications?: Notifications<NoInfer<Label | TextField> | GivenLabel>
  /** Whether Grafana has the rule, but does not evaluate it. */
  readonly paused?: boolean
  /** The panel that shows the watched number; on the first of the dashboards that have it. */
  readonly shownOn?: AnyPanel
}

export interface AlertRuleOptions<Q extends Query, E extends string = string, Label extends string = string>
  extends CommonOptions<Label, TextFieldOf<Q>> {
  readonly query: Q
  /** The column that is watched; text columns become labels. */
  readonly value: NumericFieldOf<NoInfer<Q>>
  readonly reduce?: Reducer
  readonly condition: ThresholdCondition | (MathCondition<E> & Knows<E, 'B'>)
}

/** A rule that computes with several queries, by the names that they have here. */
export interface SeveralQueriesOptions<Name extends string, E extends string, Label extends string>
  extends CommonOptions<Label, string> {
  readonly queries: Readonly<Record<Name, WatchedQuery>>
  readonly condition: MathCondition<E> & Knows<E, NoInfer<Name>>
}

/** A rule that Grafana evaluates by the clock. */
export interface AlertRule extends Omit<CommonOptions<string, string>, 'labels' | 'annotations'> {
  readonly kind: 'alert'
  readonly name: string
  /** What it watches, by name; a query alone is `B`. */
  readonly queries: Readonly<Record<string, WatchedQuery>>
  readonly condition: Condition
  readonly lookback: AlertDuration
  readonly paused: boolean
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/**
 * Defines an alert: a query, reduced to a number, compared with a limit; or several queries, with which it computes.
 *
 * @example
 * alertRule('Quota Critical', {
 *   uid: 'quota-critical', description: '…', query: quotaUsed, value: 'used', condition: above(9000),
 *   every: '1m', for: '0s', severity: 'critical', summary: '…', noData: 'NoData', onError: 'Error', contactPoint: onCall,
 * })
 */
export function alertRule<Name extends string, E extends string, Label extends string = never>(
  name: string,
  options: SeveralQueriesOptions<Name, E, Label>,
): AlertRule
export function alertRule<Q extends Query, E extends string, Label extends string = never>(
  name: string,
  options: AlertRuleOptions<Q, E, Label>,
): AlertRule
export function alertRule(
  name: string,
  options: SeveralQueriesOptions<string, string, string> | AlertRuleOptions<Query>,
): AlertRule {
  requireDurations(name, options)
  requireEvaluations(name, options.missingSeriesEvalsToResolve)
  requireKnownNames(name, options)
  return rememberSite(
    {
      kind: 'alert',
      name,
      lookback: '1h',
      labels: {},
      annotations: {},
      paused: false,
      ...withQueries(name, options),
    },
    alertRule,
  )
}

function requireEvaluations(name: string, evaluations: number | undefined): void {
  if (evaluations === undefined || (Number.isInteger(evaluations) && evaluations > 0)) return
  throw new SightlineError({
    code: 'invalid-evaluation-count',
    what: `The alert ${name} is over after a number of evaluations that Grafana does not take.`,
    value: `missingSeriesEvalsToResolve: ${evaluations}`,
    next: 'Use a whole number from 1 up, or leave it out.',
  })
}

/** What the types say as well, for conditions of which only the general type is known. */
function requireKnownNames(
  name: string,
  options: SeveralQueriesOptions<string, string, string> | AlertRuleOptions<Query>,
): void {
  if (options.condition.type !== 'math') return
  const known = 'queries' in options ? Object.keys(options.queries) : ['B']
  const used = [...options.condition.expression.matchAll(/\$\{?(\w+)/g)].map(([, used = '']) => used)
  const unknown = used.find((one) => !known.includes(one))
  if (unknown === undefined) return
  throw new SightlineError({
    code: 'unknown-condition-value',
    what: `The condition of the alert ${name} computes with a value that the rule does not have.`,
    value: `$${unknown} in ${options.condition.expression}`,
    next: `Use ${known.map((one) => `$${one}`).join(', ')}.`,
  })
}

/** Names as expressions write them; capital letters are what Grafana calls queries itself. */
const queryName = /^[a-z]\w*$/

function withQueries(
  rule: string,
  options: SeveralQueriesOptions<string, string, string> | AlertRuleOptions<Query>,
) {
  if ('queries' in options) {
    const wrong = Object.keys(options.queries).find((name) => !queryName.test(name))
    if (wrong === undefined) return options
    throw new SightlineError({
      code: 'invalid-query-name',
      what: `A query of the alert ${rule} has a name that its condition cannot use.`,
      value: wrong,
      next: 'Begin with a small letter, and go on with letters, digits and underscores.',
    })
  }
  const { query, value, reduce = 'last', ...rest } = options
  return { ...rest, queries: { B: { query, value, reduce } } }
}
