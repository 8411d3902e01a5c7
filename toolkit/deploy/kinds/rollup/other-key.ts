import type { DesiredRollup } from '../../../kinds/rollup/desired-rollup.ts'
import { isRollup } from '../../../kinds/rollup/rollup-kind.ts'
import { earlierRelation } from '../../plan/comment.ts'
import type { Hazard } from '../../plan/plan-step.ts'
import { commentsFor, type Planner } from '../../plan/planner.ts'

/** Rows that were counted by other dimensions cannot become those of these. */
export function otherKey(planner: Planner, { name, primaryKey }: DesiredRollup): Hazard[] {
  const earlier = earlierRelation(commentsFor(planner), name)
  if (!earlier || !isRollup(earlier)) return []
  const [from, to] = [earlier.primaryKey, primaryKey].map((key) => key.join(', '))
  if (from === to) return []
  const message = `${name} was counted by ${from} and is defined by ${to}: give it a new name, and replay the events`
  return [{ kind: 'refused', message }]
}
