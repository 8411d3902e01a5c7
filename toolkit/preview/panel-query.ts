import type { Dashboard as DashboardJson, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { isPostgresTarget, type PostgresTarget } from '../define/dashboards/query-target.ts'
import { allPanels } from '../grafana/all-panels.ts'
import { timeRange } from '../grafana/model/time/time-range.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'

/** A time range in Grafana's notation. */
export interface GivenRange {
  readonly from: string
  readonly to: string
}

/** A panel's query, asked for a range and a number of points. */
export function panelQuery(
  dashboard: DashboardJson,
  panel: Panel,
  { rawSql, format, datasource }: PostgresTarget,
  range: GivenRange,
  maxDataPoints: number,
): ProjectQuery<QueriedDashboard> {
  return {
    ...dashboardQuery(dashboard, range, 'panel', panel.title ?? ''),
    dataSource: datasource?.uid,
    sql: rawSql,
    format,
    panel: { ...panel, maxDataPoints: panel.maxDataPoints || maxDataPoints },
    rangeAt: (now) => timeRange(range, now, panel, dashboard.timezone),
  }
}

/** A query of a dashboard that is asked for a range, without its SQL and what is asked. */
export function dashboardQuery(
  json: DashboardJson,
  range: GivenRange,
  kind: 'panel' | 'variable' | 'annotation',
  name: string,
): Omit<ProjectQuery<QueriedDashboard>, 'sql' | 'dataSource'> {
  const { uid = '' } = json
  return {
    kind,
    where: `${uid}/${name}`,
    format: 'table',
    dashboard: { definition: { uid, time: range }, json },
    panel: undefined,
    rangeAt: (now) => timeRange(range, now, {}, json.timezone),
  }
}

/** Finds the query of a panel by its name, in folded rows too. */
export function findTarget(
  { panels = [] }: DashboardJson,
  panelId: number,
  refId: string,
): { readonly panel: Panel; readonly target: PostgresTarget } | undefined {
  for (const panel of allPanels(panels)) {
    if (panel.id !== panelId) continue
    const target = (panel.targets ?? []).filter(isPostgresTarget).find((one) => one.refId === refId)
    if (target) return { panel, target }
  }
  return undefined
}

/** Every text of a dashboard that is sent to the database. */
export function sqlTexts({ panels = [], templating, annotations }: DashboardJson): string[] {
  const targets = [...allPanels(panels)].flatMap((panel) => (panel.targets ?? []).filter(isPostgresTarget))
  const variables = (templating.list ?? []).map(({ query }) => (typeof query === 'string' ? query : ''))
  const marks = (annotations.list ?? []).flatMap(({ target }) =>
    target && isPostgresTarget(target) ? target.rawSql : [],
  )
  return [...targets.map(({ rawSql }) => rawSql), ...variables, ...marks]
}
