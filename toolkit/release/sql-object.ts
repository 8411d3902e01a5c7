import type { SqlDefinition } from '../define/project.ts'

/** One object that a release creates in the database. */
export interface SqlObject {
  /** A view copy is what stored rows read in place of a view, so that the view itself can be replaced at any time. */
  readonly kind: 'schema' | 'view copy' | SqlDefinition['kind']
  readonly name: string
  /** The statements that create it in an empty database, in order. */
  readonly statements: readonly string[]
  /** Names of the objects of this release, and of the sources, that it needs. */
  readonly dependsOn: readonly string[]
  /** Changes when the object or anything below it changes. */
  readonly hash: string
  /** Where a materialized view keeps its rows; readers use its own name. */
  readonly storage: string | undefined
  /** The view that this is a copy of. */
  readonly copyOf?: string
  /** The query of a view, a copy or a storage. */
  readonly query: string | undefined
  /** What it was made from; a schema has none. */
  readonly definition: SqlDefinition | undefined
}
