import type { AlertRule } from '../../define/alerts/alert-rule.ts'
import type { Comparison, Condition } from '../../define/alerts/condition.ts'
import type { Notifications } from '../../define/alerts/notifications.ts'
import { type AlertDuration, durationSeconds } from '../../foundation/durations.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { type DataSources, dataSourceOf } from '../data-source-of.ts'
import type { PanelPlaces } from '../panel-places.ts'

/** A rule in the form of Grafana's file provisioning. */
export interface RuleJson {
  readonly uid: string
  readonly title: string
  readonly condition: string
  readonly data: readonly RuleQuery[]
  readonly dashboardUid?: string
  readonly panelId?: number
  readonly noDataState: AlertRule['noData']
  readonly execErrState: AlertRule['onError']
  readonly for: AlertDuration
  readonly keepFiringFor?: string
  readonly missingSeriesEvalsToResolve?: number
  readonly annotations: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  readonly isPaused: boolean
  readonly notification_settings: NotificationSettings
}

/** Whom a rule tells, and how. */
export interface NotificationSettings {
  readonly receiver: string
  readonly group_by?: readonly string[]
  readonly group_wait?: AlertDuration
  readonly group_interval?: AlertDuration
  readonly repeat_interval?: AlertDuration
  readonly mute_time_intervals?: readonly string[]
  readonly active_time_intervals?: readonly string[]
}

export interface RuleQuery {
  readonly refId: string
  readonly relativeTimeRange: { readonly from: number; readonly to: number }
  readonly datasourceUid: string
  readonly model: Readonly<Record<string, unknown>>
}

/** What a rule calls the query whose reduced value has this name: `A` where there is only `B`. */
export const queryRefId = (name: string): string => (name === 'B' ? 'A' : `${name}_rows`)

/** A rule as Grafana reads it: queries, their reductions and its condition. */
export function buildRule(rule: AlertRule, dataSources: DataSources, placeOf: PanelPlaces): RuleJson {
  const relativeTimeRange = { from: durationSeconds(rule.lookback), to: 0 }
  const watched = Object.entries(rule.queries)
  const queries = watched.map(([name, { query }]) => {
    const { sql: rawSql, relations } = compileQuery(query)
    const { plugin, uid } = dataSourceOf(dataSources, relations, `the alert ${rule.name}`)
    const refId = queryRefId(name)
    const datasource = { type: plugin, uid }
    const model = { refId, datasource, rawSql, format: 'table', rawQuery: true, editorMode: 'code' }
    return { refId, relativeTimeRange, datasourceUid: uid, model }
  })
  const expression = (refId: string, model: object): RuleQuery => ({
    refId,
    relativeTimeRange,
    datasourceUid: '__expr__',
    model: expressionModel(refId, model),
  })
  const expressions = [
    ...watched.map(([name, { reduce }]) =>
      expression(name, { type: 'reduce', expression: queryRefId(name), reducer: reduce }),
    ),
    expression('C', compare(rule.condition)),
  ]
  const { fields, links } = shownOn(rule, placeOf)
  return {
    uid: rule.uid,
    title: rule.name,
    condition: 'C',
    data: [...queries, ...expressions],
    ...fields,
    noDataState: rule.noData,
    execErrState: rule.onError,
    for: rule.for,
    ...(rule.keepFiringFor !== undefined && { keepFiringFor: rule.keepFiringFor }),
    ...(rule.missingSeriesEvalsToResolve !== undefined && {
      missingSeriesEvalsToResolve: rule.missingSeriesEvalsToResolve,
    }),
    annotations: { summary: rule.summary, description: rule.description, ...rule.annotations, ...links },
    labels: { severity: rule.severity, ...rule.labels },
    isPaused: rule.paused,
    notification_settings: { receiver: rule.contactPoint.name, ...groupingOf(rule.notifications) },
  }
}

/** Where people find the number: fields of the rule, and annotations that the API reads instead. */
function shownOn({ shownOn }: AlertRule, placeOf: PanelPlaces) {
  const place = shownOn && placeOf(shownOn)
  if (!place) return { fields: {}, links: {} }
  const { dashboardUid, panelId } = place
  return { fields: place, links: { __dashboardUid__: dashboardUid, __panelId__: String(panelId) } }
}

function groupingOf({
  groupBy,
  groupWait,
  groupInterval,
  repeatInterval,
  mute,
  active,
}: Notifications = {}): Omit<NotificationSettings, 'receiver'> {
  return {
    ...(groupBy && { group_by: groupBy }),
    ...(groupWait !== undefined && { group_wait: groupWait }),
    ...(groupInterval !== undefined && { group_interval: groupInterval }),
    ...(repeatInterval !== undefined && { repeat_interval: repeatInterval }),
    ...(mute && { mute_time_intervals: mute.map(({ name }) => name) }),
    ...(active && { active_time_intervals: active.map(({ name }) => name) }),
  }
}

const expressionModel = (refId: string, model: object): RuleQuery['model'] => ({
  refId,
  datasource: { type: '__expr__', uid: '__expr__' },
  ...model,
})

const evaluatorOf = ({ evaluator, bounds }: Comparison) => ({ type: evaluator, params: bounds })

function compare(condition: Condition): object {
  if (condition.type === 'math') return condition
  const evaluator = evaluatorOf(condition)
  const { recovers } = condition
  const conditions = [recovers ? { evaluator, unloadEvaluator: evaluatorOf(recovers) } : { evaluator }]
  return { type: 'threshold', expression: 'B', conditions }
}
