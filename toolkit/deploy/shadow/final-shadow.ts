import type { LiveFunction } from '../live/live-function.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import type { OthersUsed } from './others-used.ts'
import type { QueryReads } from './query-reads.ts'

/** What a fresh build of the desired state looks like, as Postgres prints it. */
export interface FinalShadow {
  readonly relations: ReadonlyMap<string, LiveRelation>
  /** The views that Postgres lets people write through, which alone may have a check option. */
  readonly writable: ReadonlySet<string>
  readonly functions: ReadonlyMap<string, LiveFunction>
  /** Definitions of indexes by their name. */
  readonly indexes: ReadonlyMap<string, string>
  readonly queries: QueryReads
  readonly others: OthersUsed
}

/** What the names of the schemas begin with in which the last form of a release is tried. */
export const finalPrefix = 'sightline_final__'
