import { contentHash } from '../foundation/content-hash.ts'
import { describeSite, folderOf } from '../foundation/definition-site.ts'
import { createdKind } from '../kinds/definition-kinds.ts'
import type { DesiredObject } from '../kinds/desired-object.ts'
import { type NeededType, neededTypes } from '../kinds/table/type-sql.ts'
import { undefinedObject } from '../kinds/undefined-object.ts'
import { desiredQueries } from './desired-queries.ts'
import type { DesiredQuery } from './desired-query.ts'
import type { DesiredSchedule } from './desired-schedules.ts'
import { desiredSchedules } from './desired-schedules.ts'
import { eachProjectQuery } from './project-query.ts'
import type { Release } from './release.ts'
import type { SqlObject } from './sql-object.ts'

/** A table that somebody else owns, as the release expects to find it. */
export interface DesiredSource {
  readonly name: string
  readonly columns: Readonly<Record<string, string>>
  /** The column by which the table is read when only its rows are counted. */
  readonly key: string
  /** The columns of its primary key, by which views may group. */
  readonly primaryKey: readonly string[]
  /** The types that its columns need, where Postgres has them not by itself. */
  readonly types?: readonly NeededType[]
}

/** Everything that a release wants of a database, as data: it is stored there, so that a rollback needs no checkout. */
export interface DesiredState {
  readonly project: string
  readonly version: string
  /** The same for two releases that want the same of the database. */
  readonly contentHash: string
  readonly readerRole: string
  readonly sources: readonly DesiredSource[]
  /** In deploy order. */
  readonly objects: readonly DesiredObject[]
  readonly schedules: readonly DesiredSchedule[]
  readonly queries: readonly DesiredQuery[]
}

/**
 * What a release wants of a database.
 *
 * @example const desired = desiredState(buildRelease(project))
 */
export function desiredState(release: Release): DesiredState {
  const sources = release.sources.map((source) => {
    const { name, columns } = source
    const types = Object.entries(columns).map(([column, { shape }]) => [column, shape.type])
    const own = Object.keys(columns).filter((column) => columns[column]?.shape.primaryKey)
    const primaryKey = source.primaryKey.length > 0 ? source.primaryKey : own
    const key = primaryKey[0] ?? Object.keys(columns)[0] ?? ''
    const needed = neededTypes(columns)
    return {
      name,
      columns: Object.fromEntries(types),
      key,
      primaryKey,
      ...(needed.length > 0 ? { types: needed } : {}),
    }
  })
  const folder = folderOf(release.project)
  const objects = release.sqlObjects.flatMap((object) => desiredObject(object, folder) ?? [])
  const queries = [
    ...release.dashboards.flatMap((dashboard) => dashboard.desiredQueries()),
    ...desiredQueries(eachProjectQuery({ ...release, dashboards: [] }), release.project.dataSources),
  ]
  const schedules = desiredSchedules(release.project)
  const readerRole = release.project.readerRole
  const content = [objects.map(({ where: _, ...object }) => object), queries, sources, schedules, readerRole]
  return {
    project: release.project.name,
    version: release.version,
    contentHash: contentHash(JSON.stringify(content)),
    readerRole,
    sources,
    objects,
    schedules,
    queries,
  }
}

/** Places are told from the folder of the project, so that every machine builds the same. */
function desiredObject(object: SqlObject, folder: string | undefined): DesiredObject | undefined {
  const { name, hash, dependsOn, definition, copyOf = '', query = '', storage = '', statements } = object
  const { below = new Map() } = object
  const where = definition && describeSite(definition, folder)
  const common = { name, hash, dependsOn, ...(where === undefined ? {} : { where }) }
  if (!definition) return undefinedObject(object.kind, { ...common, description: '' }, { copyOf, query })
  return createdKind(definition).desired(definition, common, { name: storage, query, below }, statements)
}
