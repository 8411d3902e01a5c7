import type { ClientBase } from 'pg'
import { runEach } from '../query/run-each.ts'
import { type RunQuery, runQuery } from '../query/run-query.ts'
import { projectQueries } from '../release/project-query.ts'
import type { Release } from '../release/release.ts'
import type { CheckedQuery } from './rule.ts'

/** Runs every query of a release as it is when a dashboard is first opened. */
export function runQueries(
  client: ClientBase,
  release: Release,
  now: Date,
  run: RunQuery = runQuery,
): Promise<CheckedQuery[]> {
  return runEach(projectQueries(release), release.dashboards, { client, now, run })
}
