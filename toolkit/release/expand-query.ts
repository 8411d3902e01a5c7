import { expandMacros } from '../grafana/expand-macros.ts'
import { interpolateVariables, type VariableValues } from '../grafana/interpolate-variables.ts'
import { intervalFor } from '../grafana/interval.ts'
import type { ProjectQuery, QueriedDashboard } from './project-query.ts'

/** What the macros and variables of a query stand for. */
export interface ExpandOptions {
  readonly now: Date
  readonly variables: VariableValues
}

/** Milliseconds between two points, where nothing draws them. */
const alertInterval = 1000

/** A query's SQL with its macros and variables put in, as Grafana would send it; data checks are sent by us. */
export function expandQuery(
  query: ProjectQuery<QueriedDashboard>,
  { now, variables }: ExpandOptions,
): string {
  if (query.kind === 'data check') return query.sql
  const range = query.rangeAt(now)
  // Grafana knows no dashboard, and no variables, where it evaluates an alert.
  if (query.kind === 'alert') return expandMacros(query.sql, { range, interval: alertInterval })
  const interval = intervalFor(range, query.panel?.maxDataPoints, query.panel?.interval)
  return expandMacros(interpolateVariables(query.sql, variables), { range, interval })
}
