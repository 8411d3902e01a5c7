import type { Dashboard as DashboardJson, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { ruleQueries } from '../release/rule-queries.ts'
import type { ComparedGrafana, ComparedQuery } from './compared-release.ts'
import type { DashboardMatches } from './match-dashboards.ts'
import { type Pairs, pairUp } from './pair-up.ts'

const nothing: ComparedGrafana = {
  dashboards: [],
  alerts: [],
  contactPoints: [],
  messageTemplates: [],
  muteTimings: [],
  dataSources: [],
}

/** Pairs the queries of two sides: those of one panel, variable, annotation, alert or check, whatever it is called. */
export function matchQueries(
  queries: { readonly base: readonly ComparedQuery[]; readonly head: readonly ComparedQuery[] },
  {
    base = nothing,
    head = nothing,
  }: { base: ComparedGrafana | undefined; head: ComparedGrafana | undefined },
  { kept, moved }: DashboardMatches,
): Pairs<ComparedQuery> {
  const panels = new Map<Panel, string>()
  for (const [index, [before, after]] of [
    ...kept.flatMap((match) => match.panels.kept),
    ...moved,
  ].entries()) {
    panels.set(before.panel, String(index))
    panels.set(after.panel, String(index))
  }
  const dashboards = new Map<DashboardJson, string>()
  for (const [index, { before, after }] of kept.entries()) {
    dashboards.set(before, String(index))
    dashboards.set(after, String(index))
  }
  const alerts = pairUp(
    base.alerts,
    head.alerts,
    ({ rule }) => rule.uid,
    ({ rule }) => rule.title,
  )
  const names = new Map(
    alerts.kept.flatMap(([before, after]) => {
      const old = new Map(ruleQueries(before.rule).map(({ refId, query }) => [refId, query.where]))
      return ruleQueries(after.rule).flatMap(({ refId, query }): [string, string][] => {
        const name = old.get(refId)
        return name === undefined ? [] : [[query.where, name]]
      })
    }),
  )
  const baseQueries = new Set(queries.base)
  const keyOf = (query: ComparedQuery): string | undefined => {
    const { kind, where, panel, dashboard } = query
    if (panel) return panels.get(panel)?.replace(/^/, 'panel ')
    if (dashboard) {
      const known = dashboards.get(dashboard.json)
      return known && `${kind} ${known} ${where.slice(dashboard.definition.uid.length)}`
    }
    const renamed = kind === 'alert' && !baseQueries.has(query) ? names.get(where) : undefined
    return `${kind} ${renamed ?? where}`
  }
  const textOf = ({ kind, dashboard, panel, sql }: ComparedQuery): string | undefined =>
    panel ? undefined : `${kind} ${(dashboard && dashboards.get(dashboard.json)) ?? ''} ${sql}`
  return pairUp(queries.base, queries.head, keyOf, textOf)
}
