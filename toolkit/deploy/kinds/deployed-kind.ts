import type { LiveNames, LiveState } from '../live/live-state.ts'
import type { Comment, CommentContext } from '../plan/comment.ts'
import type { PlanStep } from '../plan/plan-step.ts'
import type { Planner } from '../plan/planner.ts'
import type { ObjectRecord } from '../records/record.ts'
import type { ShadowSchemas } from '../shadow/shadow-schemas.ts'

/** How objects of a kind get into a database, and are found there again. */
export interface DeployedKind<O> {
  /** What has to be looked up to know its state. */
  live(object: O): LiveNames
  /** The statements that create it in a shadow, where nothing keeps rows and nothing refers to what is live. */
  shadow(object: O, shadow: ShadowSchemas, live: LiveState): readonly string[]
  /** What is made of it before the expand phase, outside of its locks. */
  prepare(planner: Planner, object: O): readonly PlanStep[]
  /** What the expand phase does with it; what views become is worked out for all of them together. */
  expand(planner: Planner, object: O): readonly PlanStep[]
  /** What is done about those that the release no longer has, in the phases that their steps name. */
  drops(planner: Planner): readonly PlanStep[]
  /** The COMMENTs that it lacks. */
  comments(object: O, live: LiveState, context: CommentContext): readonly Comment[]
  /** What is remembered of it once the release is done. */
  record(planner: Planner, object: O): ObjectRecord
  /** What is remembered of what its prepare steps make, where that is something else. */
  prepared?(planner: Planner, object: O): ObjectRecord
}
