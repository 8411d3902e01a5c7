import type { OtherDataSource } from '../define/data-source.ts'
import type { DesiredQuery } from './desired-query.ts'
import { otherAsked } from './other-asked.ts'
import { parsableQuery } from './parsable-query.ts'
import type { ProjectQuery, QueriedDashboard } from './project-query.ts'

/** Time ranges in queries are literals, which lineage does not depend on. */
const anyTime = new Date('2024-01-01T00:00:00Z')

/**
 * What queries want of the database that is deployed to. Data checks are run by us, not by the reader, who therefore
 * needs nothing for them.
 */
export function desiredQueries(
  queries: Iterable<ProjectQuery<QueriedDashboard>>,
  others: readonly OtherDataSource[],
): DesiredQuery[] {
  const desired: DesiredQuery[] = []
  for (const query of queries) {
    const { kind, where } = query
    if (kind !== 'data check' && !otherAsked(query, others))
      desired.push({ kind, where, sql: parsableQuery(query, anyTime) })
  }
  return desired
}
