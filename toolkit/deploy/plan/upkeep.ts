import type { DesiredState } from '../../release/desired-state.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import type { LiveState } from '../live/live-state.ts'
import { type Comment, type CommentContext, commentSql } from './comment.ts'
import { changedDefinitions, inStage, type PlanStep } from './plan-step.ts'
import { commentsFor, type Planner, step } from './planner.ts'

/** The COMMENTs that an object lacks which stays as it is. */
const commentsOf = (
  object: DesiredState['objects'][number],
  live: LiveState,
  context: CommentContext,
): readonly Comment[] => deployedKind(object).comments(object, live, context)

/** Descriptions that change although the object does not. */
export function commentSteps(planner: Planner, before: readonly PlanStep[]): PlanStep[] {
  const { desired, live } = planner
  const touched = changedDefinitions(before)
  return desired.objects.flatMap((object) => {
    if (touched.has(object.name)) return []
    const comments = commentsOf(object, live, commentsFor(planner))
    if (!comments.some(({ isNew }) => isNew)) return []
    const statements = comments.map((comment) => inStage('before', commentSql(comment)))
    return [step(planner, { object: object.name, kind: 'comment', phase: 'contract', statements })]
  })
}

/** COMMENT statements that only name the new version, of all that does not change. */
export function upkeepOf(
  live: LiveState,
  context: CommentContext,
  changed: ReadonlySet<string> = new Set(),
): string[] {
  const kept = context.release.objects.filter(({ name }) => !changed.has(name))
  return kept.flatMap((object) => commentsOf(object, live, context).map(commentSql))
}
