import type { AnnotationQuery, Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import { isPostgresTarget } from '../define/dashboards/query-target.ts'
import type { Mark } from '../drawing/mark.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { QueryResult } from '../query/run-query.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import { dashboardQuery, type GivenRange } from './panel-query.ts'

/** More marks than that would cover a graph. */
const mostMarks = 500

/**
 * The marks of a dashboard's annotations that come from the database.
 *
 * @throws SightlineError where a query fails, in the words of the database
 */
export async function readMarks(
  dashboard: DashboardJson,
  range: GivenRange,
  ask: (query: ProjectQuery<QueriedDashboard>) => Promise<QueryResult>,
  isReached: (query: ProjectQuery<QueriedDashboard>) => Promise<boolean>,
): Promise<Mark[]> {
  const marks: Mark[] = []
  for (const annotation of dashboard.annotations.list ?? []) {
    const query = annotation.enable ? markQuery(annotation, dashboard, range) : undefined
    if (!query || !(await isReached(query))) continue
    const result = await ask(query)
    if (!result.ok)
      throw new SightlineError({
        code: 'annotation-fails',
        what: `The annotation ${annotation.name} fails: ${result.message}.`,
        next: 'Correct its query.',
      })
    marks.push(...result.rows.flatMap((row) => markOf(annotation, row)))
  }
  return marks.slice(0, mostMarks)
}

function markQuery(
  { name, target }: AnnotationQuery,
  dashboard: DashboardJson,
  range: GivenRange,
): ProjectQuery<QueriedDashboard> | undefined {
  if (!target || !isPostgresTarget(target)) return undefined
  return {
    ...dashboardQuery(dashboard, range, 'annotation', name),
    sql: target.rawSql,
    dataSource: target.datasource?.uid,
  }
}

function markOf({ name, iconColor }: AnnotationQuery, row: Readonly<Record<string, unknown>>): Mark[] {
  const time = momentOf(row.time)
  if (time === undefined) return []
  return [
    { name, color: iconColor, time, timeEnd: momentOf(row.timeend) ?? null, text: String(row.text ?? '') },
  ]
}

function momentOf(value: unknown): number | undefined {
  if (value instanceof Date) return value.getTime()
  if (typeof value !== 'number') return undefined
  return value < 1e11 ? value * 1000 : value
}
