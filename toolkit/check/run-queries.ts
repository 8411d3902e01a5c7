import type { ClientBase } from 'pg'
import type { VariableValues } from '../grafana/interpolate-variables.ts'
import { projectQueries } from '../query/project-query.ts'
import { runQuery } from '../query/run-query.ts'
import { initialVariables } from '../query/variable-values.ts'
import type { BuiltDashboard, Release } from '../release/release.ts'
import type { CheckedQuery } from './rule.ts'

/** Runs every query of a release as it is when a dashboard is first opened. */
export async function runQueries(client: ClientBase, release: Release, now: Date): Promise<CheckedQuery[]> {
  const queries = projectQueries(release)
  const values = new Map<BuiltDashboard, VariableValues>()
  for (const dashboard of release.dashboards) {
    values.set(dashboard, await initialVariables(client, dashboard, queries, now))
  }
  const checked: CheckedQuery[] = []
  for (const query of queries) {
    const variables = (query.dashboard && values.get(query.dashboard)) ?? {}
    checked.push({ query, result: await runQuery(client, query, { now, variables }) })
  }
  return checked
}
