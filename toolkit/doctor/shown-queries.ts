import { otherAsked } from '../release/other-asked.ts'
import { type ProjectQuery, projectQueries } from '../release/project-query.ts'
import type { Release } from '../release/release.ts'

/** The queries that the reader asks the database that is deployed to. */
export const shownQueries = (release: Release): ProjectQuery[] =>
  projectQueries(release).filter(
    (query) => query.kind !== 'data check' && !otherAsked(query, release.project.dataSources),
  )
