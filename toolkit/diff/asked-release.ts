import type { QueriedDashboard } from '../release/project-query.ts'
import {
  type ComparedQuery,
  type ComparedRelease,
  comparedQueries,
  queriedDashboards,
} from './compared-release.ts'

/** A release and everything that it asks. */
export interface AskedRelease {
  readonly release: ComparedRelease
  readonly dashboards: readonly QueriedDashboard[]
  readonly queries: readonly ComparedQuery[]
}

/** What a release asks; each call makes queries of its own. */
export function askedRelease(release: ComparedRelease): AskedRelease {
  const dashboards = queriedDashboards(release)
  return { release, dashboards, queries: comparedQueries(release, dashboards) }
}
