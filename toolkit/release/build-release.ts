import type { Project } from '../define/project.ts'
import { isDataCheck } from '../kinds/data-check/data-check-kind.ts'
import { definitionKind } from '../kinds/definition-kinds.ts'
import { isSource } from '../kinds/source/source-kind.ts'
import { moveSchemas } from '../sql/move-schemas.ts'
import { qualifyCalls } from '../sql/qualify-calls.ts'
import { type RelationName, relationName } from '../sql/relation-name.ts'
import { buildOneDashboard } from './build-one-dashboard.ts'
import { liveDefinitions } from './live/live-definitions.ts'
import { fileHashes, manifestHash, releaseVersion } from './manifest.ts'
import { ProjectIndex } from './project-index.ts'
import type { ReleaseFolder } from './read-release-folder.ts'
import type { BuiltDashboard, Release, ReleaseFile } from './release.ts'
import { releaseFiles } from './release-files.ts'
import { requireReaderRole } from './require-reader-role.ts'
import { requireReferences } from './require-references.ts'
import { requireTexts } from './require-texts.ts'
import { sentAlert } from './sent-alert.ts'
import { sqlObjects } from './sql-objects.ts'

export interface BuildReleaseOptions {
  /** The release before, so that a Grafana that reads files is told what to delete. */
  readonly replaces?: ReleaseFolder
}

interface ByDashboardOptions extends BuildReleaseOptions {
  /** Whether the text of each dashboard is kept; otherwise it is made again where it is read. */
  readonly keepTexts: boolean
}

/**
 * Builds a project into a release, the same bytes for the same input.
 *
 * @throws SightlineError naming the definition that is wrong
 * @example const release = buildRelease(project)
 */
export function buildRelease(project: Project, options: BuildReleaseOptions = {}): Release {
  const building = buildByDashboard(project, { ...options, keepTexts: true })
  let step = building.next()
  while (!step.done) step = building.next()
  return step.value
}

/** The same, which gives the file of each dashboard as soon as that is built. */
export function* buildByDashboard(
  project: Project,
  { replaces, keepTexts }: ByDashboardOptions,
): Generator<ReleaseFile, Release> {
  const index = new ProjectIndex(project)
  const functions = publicFunctions(index, project)
  const isAsWritten = functions.size + project.moved.size === 0
  const asSent = (sql: string) => moveSchemas(qualifyCalls(sql, functions), movedTo(project))
  const definitions = index.ofKind('dashboard')
  const uids = definitions.map(({ uid }) => uid)
  const dashboards: BuiltDashboard[] = []
  for (const definition of definitions) {
    const { dashboard, file } = buildOneDashboard(definition, {
      project,
      uids,
      asSent: isAsWritten ? undefined : asSent,
      keepText: keepTexts,
    })
    dashboards.push(dashboard)
    yield file
  }
  const sources = project.definitions.filter(isSource)
  const parts = {
    project,
    sources: sources.filter(({ database }) => !database),
    otherSources: sources.filter(({ database }) => database),
    sqlObjects: sqlObjects(index),
    dashboards,
    alerts: index.ofKind('alert').map((rule) => sentAlert(rule, asSent)),
    contactPoints: index.ofKind('contact point'),
    messageTemplates: index.ofKind('message template'),
    muteTimings: index.ofKind('mute timing'),
    dataChecks: project.definitions.filter(isDataCheck),
    exports: index.ofKind('export'),
    reports: index.ofKind('report'),
    live: liveDefinitions(project.definitions),
  }
  requireReaderRole(project)
  requireReferences(index, dashboards)
  requireTexts(project, parts)
  const { files, objects } = releaseFiles(parts, replaces)
  const expected = parts.sources.map(({ name, columns }) => {
    const types = Object.entries(columns).map(([column, { shape }]) => [column, shape.type])
    return { name, columns: Object.fromEntries(types) }
  })
  expected.sort((a, b) => (a.name < b.name ? -1 : 1))
  const hash = manifestHash({ objects, sources: expected }, fileHashes(files))
  const version = releaseVersion(project.version, hash)
  const manifest = { name: project.name, version, contentHash: hash, objects, sources: expected }
  return { ...parts, version, files, manifest }
}

/** The schema in which an environment has something of the project. */
const movedTo =
  ({ moved }: Project) =>
  ({ written }: RelationName): string | undefined => {
    const found = moved.get(written)
    return found === undefined ? undefined : relationName(found).schema
  }

/** The plain names of the project's own functions that were written without a schema. */
function publicFunctions(index: ProjectIndex, { moved }: Project): Set<string> {
  const written = new Map([...moved].map(([from, to]) => [to, from]))
  const functions = index.ofDatabase().filter((one) => definitionKind(one).usedAs === 'function')
  const names = functions.map(({ name }) => relationName(written.get(name) ?? name))
  return new Set(names.filter(({ schema }) => schema === 'public').map(({ name }) => name))
}
