import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { OtherDataSource } from '../define/data-source.ts'
import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import type { DesiredMuteTiming } from '../release/desired-grafana.ts'
import type { DesiredQuery } from '../release/desired-query.ts'
import type { DesiredState } from '../release/desired-state.ts'
import type { LiveDefinition } from '../release/live/live-definition.ts'
import {
  alertQuery,
  dashboardQueries,
  dataCheckQuery,
  exportQuery,
  type ProjectQuery,
  type QueriedDashboard,
  reportQuery,
} from '../release/project-query.ts'
import type { ReportPicture } from '../release/report-pictures.ts'
import { ruleQueries } from '../release/rule-queries.ts'

/** An alert rule beside the interval and the folder of its group. */
export interface ComparedAlert {
  readonly rule: RuleJson
  readonly every: string
  readonly folder: string
}

/** Where a contact point sends, in Grafana's form. */
export interface ComparedContactPoint {
  readonly name: string
  readonly receivers: readonly {
    readonly type: string
    readonly settings: Readonly<Record<string, unknown>>
    readonly disableResolveMessage: boolean
  }[]
}

/** A query that stands for itself: a data check or an export. */
export interface ComparedNamedQuery {
  readonly name: string
  readonly sql: string
}

/** One side of a comparison: a release as data, without the code that it was built from. */
export interface ComparedRelease {
  /** What people call it: a revision, a folder, or what is deployed. */
  readonly label: string
  readonly desired: DesiredState
  /** Undefined where only the database is known. */
  readonly grafana: ComparedGrafana | undefined
  readonly dataChecks: readonly ComparedNamedQuery[]
  readonly exports: readonly ComparedNamedQuery[]
  /** The sections of reports, as `report/section`. */
  readonly reports: readonly ComparedNamedQuery[]
  /** Events, live figures and caches; undefined where only the database is known. */
  readonly live: readonly LiveDefinition[] | undefined
  /** The sections of reports that draw dashboards. */
  readonly pictures: readonly ReportPicture[]
}

/** The part of a release that Grafana has. */
export interface ComparedGrafana {
  readonly dashboards: readonly DashboardJson[]
  readonly alerts: readonly ComparedAlert[]
  readonly contactPoints: readonly ComparedContactPoint[]
  readonly messageTemplates: readonly { readonly name: string; readonly text: string }[]
  readonly muteTimings: readonly DesiredMuteTiming[]
  /** Those of other databases. */
  readonly dataSources: readonly OtherDataSource[]
}

/** The queries of a release without its code. */
export type ComparedQuery = ProjectQuery<QueriedDashboard>

/** The dashboards of a release, as far as their queries need them. */
export function queriedDashboards({ grafana }: ComparedRelease): QueriedDashboard[] {
  return (grafana?.dashboards ?? []).map((json) => {
    const { uid = '', time } = json
    return { definition: { uid, time: { from: time?.from ?? 'now-6h', to: time?.to ?? 'now' } }, json }
  })
}

/** Every query of a release, of all kinds; of a database alone, those that were deployed with it. */
export function comparedQueries(
  { desired, grafana, dataChecks, exports, reports }: ComparedRelease,
  dashboards: readonly QueriedDashboard[],
): ComparedQuery[] {
  if (!grafana) return desired.queries.map(deployedQuery)
  return [
    ...dashboards.flatMap((dashboard) => dashboardQueries(dashboard)),
    ...grafana.alerts.flatMap(({ rule }) => ruleQueries(rule).map(({ query }) => query)),
    ...exports.map(({ name, sql }) => exportQuery(name, sql)),
    ...reports.map(({ name, sql }) => reportQuery(name, sql, 'month')),
    ...dataChecks.map(({ name, sql }) => dataCheckQuery(name, sql)),
  ]
}

/** A query as a database remembers it. */
function deployedQuery({ kind, where, sql }: DesiredQuery): ComparedQuery {
  return { ...alertQuery(where, sql, undefined, { from: 0, to: 0 }), kind }
}
