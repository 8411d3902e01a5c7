import type { ClientBase } from 'pg'
import type { VariableState } from '../grafana/model/variables/variable-state.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import { type QueryResult, type RunQuery, runQuery } from './run-query.ts'
import { initialVariables } from './variable-values.ts'

interface RunEachOptions {
  readonly client: ClientBase
  readonly now: Date
  /** Runs one query; in a transaction of its own unless said otherwise. */
  readonly run?: RunQuery
}

/** Runs queries as they are when their dashboards are first opened. */
export async function runEach<D extends QueriedDashboard>(
  queries: readonly ProjectQuery<D>[],
  dashboards: readonly D[],
  { client, now, run = runQuery }: RunEachOptions,
): Promise<{ query: ProjectQuery<D>; result: QueryResult }[]> {
  const values = new Map<D, readonly VariableState[]>()
  for (const dashboard of dashboards) {
    values.set(dashboard, await initialVariables(client, dashboard, queries, { now, run }))
  }
  const checked: { query: ProjectQuery<D>; result: QueryResult }[] = []
  for (const query of queries) {
    const variables = (query.dashboard && values.get(query.dashboard)) ?? []
    checked.push({ query, result: await run(client, query, { now, variables }) })
  }
  return checked
}
