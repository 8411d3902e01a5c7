import type { Dashboard as DashboardJson, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { AlertRule } from '../define/alerts/alert-rule.ts'
import { isPostgresTarget, type QueryFormat } from '../define/dashboards/query-target.ts'
import { exportParts } from '../define/exports/export-parts.ts'
import type { Report } from '../define/reports/report.ts'
import { reportParts } from '../define/reports/report-parts.ts'
import { durationSeconds } from '../foundation/durations.ts'
import { queryRefId } from '../grafana/alerting/build-rule.ts'
import { allPanels } from '../grafana/all-panels.ts'
import { type DataSources, dataSourceOf } from '../grafana/data-source-of.ts'
import type { RelativeTimeRange } from '../grafana/model/alerts/expressions/resample.ts'
import { type TimeRange, timeRange } from '../grafana/model/time/time-range.ts'
import { compileQuery } from '../sql/compile-query.ts'
import type { DesiredQuery } from './desired-query.ts'
import type { BuiltDashboard, Release } from './release.ts'

/** A dashboard as far as its queries need it. */
export interface QueriedDashboard {
  readonly definition: { readonly uid: string; readonly time: { readonly from: string; readonly to: string } }
  readonly json: DashboardJson
}

/** A query that the project contains: what asks it, its SQL with macros and variables, and the range it is asked for. */
export interface ProjectQuery<D extends QueriedDashboard = BuiltDashboard> {
  readonly kind: DesiredQuery['kind'] | 'data check'
  /** `dashboard/panel`, or the name of what asks. */
  readonly where: string
  readonly sql: string
  readonly format: QueryFormat
  readonly dashboard: D | undefined
  readonly panel: Panel | undefined
  /** The uid of the data source that is asked; that of the project where none is said. */
  readonly dataSource: string | undefined
  rangeAt(now: Date): TimeRange
}

/** Every query that a release contains, in the order in which people meet them. */
export function projectQueries(release: Release): ProjectQuery[] {
  return [...eachProjectQuery(release)]
}

/** The same one after the other, for who needs none of them twice. */
export function* eachProjectQuery({
  project,
  dashboards,
  alerts,
  exports,
  reports,
  dataChecks,
}: Release): Generator<ProjectQuery> {
  for (const dashboard of dashboards) yield* dashboardQueries(dashboard)
  for (const alert of alerts) yield* alertQueries(alert, project)
  for (const set of exports)
    for (const { name, query } of exportParts(set)) yield exportQuery(name, compileQuery(query).sql)
  for (const report of reports) yield* reportQueries(report)
  for (const { name, query } of dataChecks) yield dataCheckQuery(name, compileQuery(query).sql)
}

/** The queries of an alert; where there are several, by what the rule calls them. */
export function alertQueries(
  { name, queries, lookback }: AlertRule,
  dataSources: DataSources,
): ProjectQuery[] {
  const watched = Object.entries(queries)
  return watched.map(([own, { query }]) => {
    const where = watched.length === 1 ? name : `${name} ${queryRefId(own)}`
    const { sql, relations } = compileQuery(query)
    const { uid } = dataSourceOf(dataSources, relations, `the alert ${name}`)
    return alertQuery(where, sql, uid, { from: durationSeconds(lookback), to: 0 })
  })
}

/** The query of an alert, over a range of seconds back from its evaluation. */
export function alertQuery(
  where: string,
  sql: string,
  dataSource: string | undefined,
  { from, to }: RelativeTimeRange,
): ProjectQuery {
  const before = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000)
  const rangeAt = (now: Date) => ({ from: before(now, from), to: before(now, to) })
  return { ...plain, kind: 'alert', where, sql, dataSource, rangeAt }
}

/** The query of an export, which has no time range but that of its own rows. */
export function exportQuery(where: string, sql: string): ProjectQuery {
  return { ...plain, kind: 'export', where, sql, rangeAt: (now) => ({ from: now, to: now }) }
}

/** The queries of a report: who gets it, and its sections, here over the latest finished period of UTC. */
export function reportQueries(report: Report): ProjectQuery[] {
  return reportParts(report).map(({ title, query }) =>
    reportQuery(`${report.name}/${title}`, compileQuery(query).sql, report.schedule.every),
  )
}

/** The query of a section; where nobody says over which period, over as many days as it has. */
export function reportQuery(where: string, sql: string, every: Report['schedule']['every']): ProjectQuery {
  const rangeAt = (now: Date) => ({ from: new Date(now.getTime() - days[every] * 86_400_000), to: now })
  return { ...plain, kind: 'report', where, sql, rangeAt }
}

const days = { day: 1, week: 7, month: 30 } as const

/** The query of a data check. */
export function dataCheckQuery(where: string, sql: string): ProjectQuery {
  return { ...plain, kind: 'data check', where, sql, rangeAt: (now) => ({ from: now, to: now }) }
}

const plain = { format: 'table', dashboard: undefined, panel: undefined, dataSource: undefined } as const

/** Every query that a dashboard contains: those of its variables, its annotations and its panels. */
export function dashboardQueries<D extends QueriedDashboard>(dashboard: D): ProjectQuery<D>[] {
  const { json, definition } = dashboard
  const range = definition.time
  const ofDashboard = {
    ...plain,
    dashboard,
    rangeAt: (now: Date) => timeRange(range, now, {}, json.timezone),
  }
  const variables = (json.templating.list ?? []).flatMap((variable): ProjectQuery<D>[] => {
    if (variable.type !== 'query' || typeof variable.query !== 'string') return []
    const where = `${definition.uid}/$${variable.name}`
    const dataSource = variable.datasource?.uid
    return [{ ...ofDashboard, kind: 'variable', where, sql: variable.query, dataSource }]
  })
  const annotations = (json.annotations.list ?? []).flatMap(({ name, target }): ProjectQuery<D>[] => {
    if (!target || !isPostgresTarget(target)) return []
    const { rawSql: sql, datasource } = target
    const where = `${definition.uid}/${name}`
    return [{ ...ofDashboard, kind: 'annotation', where, sql, dataSource: datasource?.uid }]
  })
  const queries = [...variables, ...annotations]
  for (const panel of allPanels(json.panels ?? [])) {
    const { title = '', targets = [] } = panel
    const rangeAt = (now: Date) => timeRange(range, now, panel, json.timezone)
    for (const target of targets) {
      if (!isPostgresTarget(target)) continue
      const { rawSql: sql, format, refId, datasource } = target
      const where = `${definition.uid}/${title}${targets.length > 1 ? ` ${refId}` : ''}`
      const dataSource = datasource?.uid
      queries.push({ kind: 'panel', where, sql, format, dashboard, panel, dataSource, rangeAt })
    }
  }
  return queries
}
