import type { LiveRelation } from '../live/live-relation.ts'
import type { ExpandedForm } from '../plan/expanded-form.ts'
import type { ReadColumn } from '../records/record.ts'

/** What the expand phase makes of every relation. */
export interface ExpandShadow {
  /** Relations of the release and those that it no longer has, each after what it reads. */
  readonly order: readonly string[]
  /** Whether what old and new queries read forms a circle, so that there is no order between the two. */
  readonly isCircular: boolean
  readonly forms: ReadonlyMap<string, ExpandedForm>
  readonly relations: ReadonlyMap<string, LiveRelation>
  /** What old and new queries read of our relations, where these have other columns than before or after. */
  readonly reads: readonly ReadColumn[]
  /** Queries of the release, and those deployed now, that fail in between. */
  readonly brokenNew: ReadonlyMap<string, string>
  readonly brokenOld: ReadonlyMap<string, string>
}
