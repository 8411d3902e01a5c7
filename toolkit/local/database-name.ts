/** The databases that every server has, which are not ours to drop. */
const reserved: ReadonlySet<string> = new Set(['', 'postgres', 'template0', 'template1'])

/** The name of a project's local database: the project's own, unless Postgres needs that one for itself. */
export function databaseName(project: string): string {
  const name = project.replace(/\W/g, '_').slice(0, 63)
  return reserved.has(name) ? `sightline_${name || 'project'}` : name
}
