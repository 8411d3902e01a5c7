import type { ClientBase } from 'pg'
import { hasStoredRows } from '../kinds/has-stored-rows.ts'
import { runQuery } from '../query/run-query.ts'
import { initialVariables } from '../query/variable-values.ts'
import { expandQuery } from '../release/expand-query.ts'
import { otherAsked } from '../release/other-asked.ts'
import { type ProjectQuery, projectQueries } from '../release/project-query.ts'
import type { Release } from '../release/release.ts'
import { compileQuery } from '../sql/compile-query.ts'

/** Something that the database is asked, as it is sent. */
export interface TunedQuery {
  readonly kind: ProjectQuery['kind'] | 'refresh'
  readonly where: string
  readonly sql: string
}

/**
 * Every panel, variable, alert, data check and refresh of a release, as it is asked when its dashboard is first opened.
 * What asks another database is no load of this one.
 */
export async function tunedQueries(client: ClientBase, release: Release, now: Date): Promise<TunedQuery[]> {
  const queries = projectQueries(release)
  const isLoad = (query: ProjectQuery) => !otherAsked(query, release.project.dataSources)
  const found: TunedQuery[] = []
  for (const dashboard of release.dashboards) {
    const own = queries.filter((query) => query.dashboard === dashboard)
    const variables = await initialVariables(client, dashboard, own, { now, run: runQuery })
    for (const query of own.filter(isLoad))
      found.push({ kind: query.kind, where: query.where, sql: expandQuery(query, { now, variables }).sql })
  }
  for (const query of queries.filter(isLoad).filter(({ dashboard }) => dashboard === undefined))
    found.push({ kind: query.kind, where: query.where, sql: expandQuery(query, { now, variables: [] }).sql })
  const refreshes = release.sqlObjects.flatMap(({ definition }): TunedQuery[] =>
    definition && hasStoredRows(definition)
      ? [{ kind: 'refresh', where: definition.name, sql: compileQuery(definition.query).sql }]
      : [],
  )
  return [...found, ...refreshes]
}
