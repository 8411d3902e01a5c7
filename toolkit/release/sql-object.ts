import type { SqlDefinition } from '../define/project.ts'
import type { DesiredObject } from '../kinds/desired-object.ts'

/** One object that a release creates in the database. */
export interface SqlObject {
  /** Some kinds of objects no definition names: schemas, and the copies of views that stored rows read. */
  readonly kind: DesiredObject['kind'] | SqlDefinition['kind']
  readonly name: string
  /** The statements that create it in an empty database, in order. */
  readonly statements: readonly string[]
  /** Names of the objects of this release, and of the sources, that it needs. */
  readonly dependsOn: readonly string[]
  /** Changes when the object or anything below it changes. */
  readonly hash: string
  /** Where a materialized view keeps its rows; readers use its own name. */
  readonly storage: string | undefined
  /** Where the rows of the incremental views below a stored one are kept, by name. */
  readonly below?: ReadonlyMap<string, string>
  /** The view that this is a copy of. */
  readonly copyOf?: string
  /** The query of a copy or a storage, which is not that of the definition. */
  readonly query: string | undefined
  /** What it was made from; a schema has none. */
  readonly definition: SqlDefinition | undefined
}
