import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import type { Project } from '../define/project.ts'
import { buildDashboard } from '../grafana/build-dashboard.ts'
import { relationsOfDashboard } from '../grafana/dashboard-relations.ts'
import { moveQueries } from '../grafana/move-queries.ts'
import { prefixLinks } from '../grafana/prefix-links.ts'
import { requireOptions } from '../grafana/require-options.ts'
import { requireTimeRange } from '../grafana/require-time-range.ts'
import { requireVariables } from '../grafana/require-variables.ts'
import { desiredQueries } from './desired-queries.ts'
import type { DesiredQuery } from './desired-query.ts'
import { dashboardPath } from './file-name.ts'
import { dashboardQueries } from './project-query.ts'
import type { BuiltDashboard, ReleaseFile } from './release.ts'
import { releaseFile } from './release-file.ts'
import { requireLinkedDashboards } from './require-linked-dashboards.ts'
import { requireTextsOfDashboard } from './require-texts.ts'

/** What a dashboard is built in. */
interface DashboardSurroundings {
  readonly project: Project
  /** Those of all dashboards. */
  readonly uids: readonly string[]
  /** Queries as they are sent, where that is not as they are written. */
  readonly asSent: ((sql: string) => string) | undefined
  /** Whether the dashboard keeps the text of its file; otherwise it is made again where it is read. */
  readonly keepText: boolean
}

interface DashboardAndFile {
  readonly dashboard: BuiltDashboard
  readonly file: ReleaseFile
}

/**
 * Builds a dashboard. What a release writes of it is kept; the JSON of a thousand would fill the memory, so it is made
 * again where somebody reads it.
 *
 * @throws SightlineError for what Grafana would not show as it is written
 */
export function buildOneDashboard(
  definition: Dashboard,
  { project, uids, asSent, keepText }: DashboardSurroundings,
): DashboardAndFile {
  const place = (built: DashboardJson) =>
    prefixLinks(asSent ? moveQueries(built, asSent) : built, project.uidPrefix, uids)
  const built = buildDashboard(definition, project)
  requireVariables(definition, built)
  requireTimeRange(definition)
  requireOptions(definition)
  const json = place(built)
  requireLinkedDashboards(definition, json, uids)
  const text = textOf(json)
  requireTextsOfDashboard(project, definition, json, text)
  const relations = relationsOfDashboard(definition, built).map((name) => project.moved.get(name) ?? name)
  const file = releaseFile(dashboardPath(definition), text)
  const again = () => place(buildDashboard(definition, project))
  const dashboard = withJson(again, {
    definition,
    relations: relations.sort(),
    file: keepText ? file : withoutText(file, () => textOf(again())),
    desiredQueries: desiredLater(definition, json, project),
  })
  return { dashboard, file }
}

const textOf = (json: DashboardJson): string => `${JSON.stringify(json, null, 2)}\n`

/** Made when it is read; a function of its own, since what a function makes it holds as long as anything made in it. */
function withJson(again: () => DashboardJson, built: Omit<BuiltDashboard, 'json'>): BuiltDashboard {
  let kept: DashboardJson | undefined
  return {
    ...built,
    get json() {
      kept ??= again()
      return kept
    },
  }
}

function withoutText({ path, hash }: ReleaseFile, again: () => string): ReleaseFile {
  return {
    path,
    hash,
    get content() {
      return again()
    },
  }
}

/** A query that Grafana refuses to send is told to whoever wants it, and to nobody else. */
function desiredLater(
  definition: Dashboard,
  json: DashboardJson,
  { dataSources }: Project,
): () => readonly DesiredQuery[] {
  try {
    const queries = desiredQueries(dashboardQueries({ definition, json }), dataSources)
    return () => queries
  } catch (cause) {
    return () => {
      throw cause
    }
  }
}
