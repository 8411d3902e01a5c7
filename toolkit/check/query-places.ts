import { projectQueries } from '../release/project-query.ts'
import type { Release } from '../release/release.ts'
import { querySite } from './rules/query-site.ts'

/** Says where the queries of a release are defined, of which a plan knows the names alone. */
export function queryPlaces(release: Release): (where: string) => string | undefined {
  let places: ReadonlyMap<string, string | undefined> | undefined
  return (where) => {
    places ??= new Map(projectQueries(release).map((query) => [query.where, querySite(release, query)]))
    return places.get(where)
  }
}
