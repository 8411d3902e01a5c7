import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { durationSeconds } from '../grafana/alerting/durations.ts'
import { allPanels } from '../grafana/all-panels.ts'
import { isPostgresTarget, type QueryFormat } from '../grafana/query-target.ts'
import { type TimeRange, timeRange } from '../grafana/time-range.ts'
import type { BuiltDashboard, Release } from '../release/release.ts'
import { compileQuery } from '../sql/compile-query.ts'

/** A query that the project contains: what asks it, its SQL with macros and variables, and the range it is asked for. */
export interface ProjectQuery {
  readonly kind: 'panel' | 'variable' | 'annotation' | 'alert' | 'data check'
  /** `dashboard/panel`, or the name of what asks. */
  readonly where: string
  readonly sql: string
  readonly format: QueryFormat
  readonly dashboard: BuiltDashboard | undefined
  readonly panel: Panel | undefined
  rangeAt(now: Date): TimeRange
}

/** Every query that a release contains, in the order in which people meet them. */
export function projectQueries(release: Release): ProjectQuery[] {
  return [
    ...release.dashboards.flatMap(dashboardQueries),
    ...release.alerts.map((rule): ProjectQuery => {
      const lookback = durationSeconds(rule.lookback) * 1000
      const rangeAt = (now: Date) => ({ from: new Date(now.getTime() - lookback), to: now })
      return { ...plain, kind: 'alert', where: rule.name, sql: compileQuery(rule.query).sql, rangeAt }
    }),
    ...release.dataChecks.map((check): ProjectQuery => {
      const rangeAt = (now: Date) => ({ from: now, to: now })
      return { ...plain, kind: 'data check', where: check.name, sql: compileQuery(check.query).sql, rangeAt }
    }),
  ]
}

const plain = { format: 'table', dashboard: undefined, panel: undefined } as const

function dashboardQueries(dashboard: BuiltDashboard): ProjectQuery[] {
  const { json, definition } = dashboard
  const range = definition.time
  const ofDashboard = { ...plain, dashboard, rangeAt: (now: Date) => timeRange(range, now) }
  const variables = (json.templating.list ?? []).flatMap((variable): ProjectQuery[] => {
    if (variable.type !== 'query' || typeof variable.query !== 'string') return []
    const where = `${definition.uid}/$${variable.name}`
    return [{ ...ofDashboard, kind: 'variable', where, sql: variable.query }]
  })
  const annotations = (json.annotations.list ?? []).flatMap(({ name, target }): ProjectQuery[] => {
    if (!target || !isPostgresTarget(target)) return []
    return [{ ...ofDashboard, kind: 'annotation', where: `${definition.uid}/${name}`, sql: target.rawSql }]
  })
  const panels = [...allPanels(json.panels ?? [])].flatMap((panel) =>
    (panel.targets ?? []).filter(isPostgresTarget).map(({ rawSql, format, refId }): ProjectQuery => {
      const several = (panel.targets?.length ?? 0) > 1
      const where = `${definition.uid}/${panel.title ?? ''}${several ? ` ${refId}` : ''}`
      const rangeAt = (now: Date) => timeRange(range, now, panel)
      return { kind: 'panel', where, sql: rawSql, format, dashboard, panel, rangeAt }
    }),
  )
  return [...variables, ...annotations, ...panels]
}
