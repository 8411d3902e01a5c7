import type { AlertRule } from '../../define/alerts/alert-rule.ts'
import type { Condition } from '../../define/alerts/condition.ts'
import type { DataSource } from '../../define/data-source.ts'
import { type AlertDuration, durationSeconds } from '../../foundation/durations.ts'
import { compileQuery } from '../../sql/compile-query.ts'

/** A rule in the form of Grafana's file provisioning. */
export interface RuleJson {
  readonly uid: string
  readonly title: string
  readonly condition: 'C'
  readonly data: readonly RuleQuery[]
  readonly dashboardUid?: string
  readonly panelId?: number
  readonly noDataState: AlertRule['noData']
  readonly execErrState: AlertRule['onError']
  readonly for: AlertDuration
  readonly annotations: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  readonly isPaused: false
  readonly notification_settings: { readonly receiver: string }
}

export interface RuleQuery {
  readonly refId: 'A' | 'B' | 'C'
  readonly relativeTimeRange: { readonly from: number; readonly to: number }
  readonly datasourceUid: string
  readonly model: Readonly<Record<string, unknown>>
}

/** Where a panel is found: its dashboard and its number there. */
export type PanelNumber = (dashboardUid: string, title: string) => number | undefined

/** A rule as Grafana reads it: the query, its reduction and its condition. */
export function buildRule(rule: AlertRule, { uid, plugin }: DataSource, panelNumber: PanelNumber): RuleJson {
  const relativeTimeRange = { from: durationSeconds(rule.lookback), to: 0 }
  const shown = rule.shownOn && {
    dashboardUid: rule.shownOn.dashboard.uid,
    panelId: panelNumber(rule.shownOn.dashboard.uid, rule.shownOn.panel),
  }
  const shownOn =
    shown?.panelId === undefined ? {} : { dashboardUid: shown.dashboardUid, panelId: shown.panelId }
  const links =
    shown?.panelId === undefined
      ? {}
      : { __dashboardUid__: shown.dashboardUid, __panelId__: String(shown.panelId) }
  const query = {
    refId: 'A',
    datasource: { type: plugin, uid },
    rawSql: compileQuery(rule.query).sql,
    format: 'table',
    rawQuery: true,
    editorMode: 'code',
  }
  return {
    uid: rule.uid,
    title: rule.name,
    condition: 'C',
    data: [
      { refId: 'A', relativeTimeRange, datasourceUid: uid, model: query },
      { refId: 'B', relativeTimeRange, datasourceUid: '__expr__', model: expression('B', reduce(rule)) },
      {
        refId: 'C',
        relativeTimeRange,
        datasourceUid: '__expr__',
        model: expression('C', compare(rule.condition)),
      },
    ],
    ...shownOn,
    noDataState: rule.noData,
    execErrState: rule.onError,
    for: rule.for,
    annotations: { summary: rule.summary, description: rule.description, ...rule.annotations, ...links },
    labels: { severity: rule.severity, ...rule.labels },
    isPaused: false,
    notification_settings: { receiver: rule.contactPoint.name },
  }
}

function expression(refId: string, model: object): Readonly<Record<string, unknown>> {
  return { refId, datasource: { type: '__expr__', uid: '__expr__' }, ...model }
}

function reduce({ reduce: reducer }: AlertRule): object {
  return { type: 'reduce', expression: 'A', reducer }
}

function compare(condition: Condition): object {
  if (condition.type === 'math') return condition
  const { evaluator, bounds } = condition
  return {
    type: 'threshold',
    expression: 'B',
    conditions: [{ evaluator: { type: evaluator, params: bounds } }],
  }
}
