import { SightlineError } from '../foundation/sightline-error.ts'
import { expandMacros } from '../grafana/model/macros/expand-macros.ts'
import type { Fill } from '../grafana/model/macros/fill.ts'
import { calculateInterval, type Interval } from '../grafana/model/time/calculate-interval.ts'
import { dataSourceInterval, panelInterval } from '../grafana/model/time/panel-interval.ts'
import type { TimeRange } from '../grafana/model/time/time-range.ts'
import { interpolate } from '../grafana/model/variables/interpolate.ts'
import type { InterpolationContext } from '../grafana/model/variables/interpolation-context.ts'
import { variableReferences } from '../grafana/model/variables/references.ts'
import type { VariableState } from '../grafana/model/variables/variable-state.ts'
import type { ProjectQuery, QueriedDashboard } from './project-query.ts'

/** What the macros and variables of a query stand for. */
export interface ExpandOptions {
  readonly now: Date
  readonly variables: readonly VariableState[]
}

/** A query as Postgres gets it, and what Grafana needs to know to read its answer. */
export interface SentQuery {
  readonly sql: string
  readonly range: TimeRange
  /** What `$__timeGroup` says of missing values. */
  readonly fill: Fill | undefined
}

/** Who looks at a dashboard where nobody does: Grafana's own variables have to be something. */
const nobody = {
  user: { id: 1, login: 'sightline', email: 'sightline@localhost' },
  org: { id: 1, name: 'Main Org.' },
}

/** A panel's width in pixels, which is its number of points, where no page says how wide it is. */
const usualWidth = 1000

/**
 * A query with its macros and variables put in, as Grafana sends it; data checks and exports are sent by us as they are.
 *
 * @throws Error for a query that Grafana refuses to send
 */
export function expandQuery(
  query: ProjectQuery<QueriedDashboard>,
  { now, variables }: ExpandOptions,
): SentQuery {
  const range = query.rangeAt(now)
  if (query.kind === 'data check' || query.kind === 'export')
    return { sql: query.sql, range, fill: undefined }
  const context = () => interpolationContext(query.dashboard, range, variables)
  const interval = intervalOf(query, range, context)
  const sql =
    query.kind === 'alert' || variableReferences(query.sql).length === 0
      ? query.sql
      : interpolate(query.sql, interval ? { ...context(), interval } : context(), 'sql')
  const expanded = expandMacros(sql, { range, interval: interval?.milliseconds ?? unsaid(query), now })
  if (expanded.ok) return { sql: expanded.sql, range, fill: expanded.fill }
  throw new SightlineError({
    code: 'query-not-sent',
    what: `Grafana refuses to send the query: ${expanded.error}.`,
    next: 'Use timeFilter, timeGroup, timeFrom or timeTo of sightline.',
  })
}

/** What the variables of a dashboard stand for where nobody looks at it. */
export function interpolationContext(
  dashboard: QueriedDashboard | undefined,
  range: TimeRange,
  variables: readonly VariableState[],
): InterpolationContext {
  if (!dashboard) return { ...nobody, variables, range }
  const { uid, time } = dashboard.definition
  const { title = '', timezone: zone = 'utc' } = dashboard.json
  return { ...nobody, variables, range, rawRange: time, zone, dashboard: { uid, title }, path: `/d/${uid}` }
}

/** Annotations have a hundred points; the queries of variables and of alerts have no interval of the page. */
function intervalOf(
  { kind, panel }: ProjectQuery<QueriedDashboard>,
  range: TimeRange,
  context: () => InterpolationContext,
): Interval | undefined {
  if (kind === 'annotation') return calculateInterval(range, 100, dataSourceInterval)
  if (kind !== 'panel') return undefined
  return panelInterval(range, {
    maxDataPoints: panel?.maxDataPoints,
    least: panel?.interval ? interpolate(panel.interval, context(), 'glob') : undefined,
    dataSourceInterval: undefined,
    width: usualWidth,
  })
}

/** What the data source takes for the interval where a query says none: a second, but nothing for a variable. */
const unsaid = ({ kind }: ProjectQuery<QueriedDashboard>): number => (kind === 'variable' ? 0 : 1000)
