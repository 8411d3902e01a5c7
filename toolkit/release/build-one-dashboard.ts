import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import type { Project } from '../define/project.ts'
import { contentHash } from '../foundation/content-hash.ts'
import { buildDashboard } from '../grafana/build-dashboard.ts'
import { relationsOfDashboard } from '../grafana/dashboard-relations.ts'
import { moveQueries } from '../grafana/move-queries.ts'
import { prefixLinks } from '../grafana/prefix-links.ts'
import { requireOptions } from '../grafana/require-options.ts'
import { requireTimeRange } from '../grafana/require-time-range.ts'
import { requireVariables } from '../grafana/require-variables.ts'
import { desiredQueries } from './desired-queries.ts'
import type { DesiredQuery } from './desired-query.ts'
import { dashboardQueries } from './project-query.ts'
import type { BuiltDashboard } from './release.ts'
import { requireLinkedDashboards } from './require-linked-dashboards.ts'
import { requireTextsOfDashboard } from './require-texts.ts'

/**
 * Builds a dashboard. What a release writes of it is kept; the JSON of a thousand would fill the memory, so it is made
 * again where somebody reads it.
 *
 * @throws SightlineError for what Grafana would not show as it is written
 */
export function buildOneDashboard(
  definition: Dashboard,
  project: Project,
  uids: readonly string[],
  /** Queries as they are sent, where that is not as they are written. */
  asSent: ((sql: string) => string) | undefined,
): BuiltDashboard {
  const place = (built: DashboardJson) =>
    prefixLinks(asSent ? moveQueries(built, asSent) : built, project.uidPrefix, uids)
  const built = buildDashboard(definition, project)
  requireVariables(definition, built)
  requireTimeRange(definition)
  requireOptions(definition)
  const json = place(built)
  requireLinkedDashboards(definition, json, uids)
  const text = `${JSON.stringify(json, null, 2)}\n`
  requireTextsOfDashboard(project, definition, json, text)
  const relations = relationsOfDashboard(definition, built).map((name) => project.moved.get(name) ?? name)
  let kept: DashboardJson | undefined
  return {
    definition,
    relations: relations.sort(),
    text,
    hash: contentHash(text, 64),
    desiredQueries: desiredLater(definition, json),
    get json() {
      kept ??= place(buildDashboard(definition, project))
      return kept
    },
  }
}

/** A query that Grafana refuses to send is told to whoever wants it, and to nobody else. */
function desiredLater(definition: Dashboard, json: DashboardJson): () => readonly DesiredQuery[] {
  try {
    const queries = desiredQueries(dashboardQueries({ definition, json }))
    return () => queries
  } catch (cause) {
    return () => {
      throw cause
    }
  }
}
