import type { LiveRelation } from '../../live/live-relation.ts'

/** An index of a materialized view, and the name that it gets as one of a storage. */
export interface RenamedIndex {
  readonly from: string
  readonly to: string
}

/** A view that reads what is adopted, as it is before. */
export interface AdoptedReader {
  readonly name: string
  readonly definition: string
  readonly options: readonly string[]
}

/** A relation that somebody made, whose rows or query a release goes on with under the name of a version. */
export interface Adoption {
  /** What people read: it stays what it is, and becomes the view in front of the version. */
  readonly name: string
  /** The storage, or the copy that storages read. */
  readonly version: string
  readonly found: LiveRelation
  /** The view in front of it, as it will be. */
  readonly front: LiveRelation
  /** The version, as it will be. */
  readonly kept: LiveRelation
  /** The query of the view in front. */
  readonly query: string
  readonly indexes: readonly RenamedIndex[]
  readonly readers: readonly AdoptedReader[]
  /** Whether its rows were ever computed. */
  readonly isFilled: boolean
  /** Whether this role may rename it. */
  readonly isOwn: boolean
}
