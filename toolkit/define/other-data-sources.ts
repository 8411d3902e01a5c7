import type { DataSource, InDatabase, OtherDatabase, OtherDataSource } from './data-source.ts'
import { refuseIf } from './refuse-definition.ts'
import type { Source } from './source.ts'

/** The data sources of the databases that sources are in, beside the one that is deployed to. */
export function otherDataSources(
  project: string,
  sources: readonly SourceElsewhere[],
  plugin: DataSource['plugin'],
): OtherDataSource[] {
  const databases = new Map<string, OtherDatabase>()
  for (const { database } of sources) databases.set(database.name, onlyOne(databases, database))
  return [...databases.values()].map(({ name, options }) => ({
    uid: `${project}-${name}`,
    name: `${project} ${name}`,
    plugin,
    ...options,
    database: name,
  }))
}

function onlyOne(databases: ReadonlyMap<string, OtherDatabase>, database: OtherDatabase): OtherDatabase {
  const { name } = database
  const problem = {
    what: 'is defined twice',
    value: name,
    next: 'Define it once, and import it where its tables are declared.',
  }
  const isAnother = (databases.get(name) ?? database).options !== database.options
  return refuseIf('duplicate-name', isAnother ? problem : undefined, database)
}

/** The names of the databases of sources that are not in the one that is deployed to, by the names of the sources. */
export const databaseNames = (sources: readonly SourceElsewhere[]): ReadonlyMap<string, string> =>
  new Map(sources.map(({ name, database }) => [name, database.name]))

/** The sources of other databases among what a project lists, which plain JavaScript may fill with anything. */
export const sourcesElsewhere = (listed: readonly unknown[]): SourceElsewhere[] => listed.filter(isElsewhere)

type SourceElsewhere = Pick<Source, 'name'> & InDatabase

const isElsewhere = (one: unknown): one is SourceElsewhere =>
  typeof one === 'object' && one !== null && 'database' in one && one.database !== undefined
