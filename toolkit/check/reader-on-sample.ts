import type { ClientBase } from 'pg'
import { planRelease } from '../deploy/plan/plan.ts'
import { giveStatements } from '../deploy/reader/reader-grant.ts'
import { type RunQuery, runQuery } from '../query/run-query.ts'
import { desiredState } from '../release/desired-state.ts'
import type { Release } from '../release/release.ts'

/** Gives the reader of a release what a deploy would give it, and returns what runs queries as that reader. */
export async function readerOnSample(client: ClientBase, release: Release): Promise<RunQuery> {
  const { readerRole } = release.project
  const { planner } = await planRelease(client, desiredState(release), { requiresPrivileges: false })
  const wanted = planner?.readerPlan.wanted ?? []
  if (wanted.length === 0) return runQuery
  for (const statement of giveStatements(readerRole, wanted)) await client.query(statement)
  return (connection, query, options) =>
    runQuery(connection, query, query.kind === 'data check' ? options : { ...options, role: readerRole })
}
