import type { DesiredRollup } from '../../../kinds/rollup/desired-rollup.ts'
import { isRollup } from '../../../kinds/rollup/rollup-kind.ts'
import { createRollupSql, keepPartitionsSql } from '../../../kinds/rollup/rollup-sql.ts'
import { quoteIdentifier } from '../../../sql/identifier.ts'
import { relationName } from '../../../sql/relation-name.ts'
import { commentSql, earlierRelation } from '../../plan/comment.ts'
import type { Hazard, PlanStep } from '../../plan/plan-step.ts'
import { commentsFor, type Planner, step, unwanted } from '../../plan/planner.ts'
import { relationComments } from '../../plan/relation-comments.ts'
import { columnChange, lostColumns } from '../table/table-columns.ts'

/** Creates a roll-up with its partitions, or adds the measures that it lacks; what was counted is never dropped by a deploy. */
export function planRollup(planner: Planner, object: DesiredRollup): PlanStep[] {
  const { name, columns } = object
  const live = planner.live.relations.get(name)
  if (!live) {
    const comments = relationComments(object, undefined, [], commentsFor(planner))
    const statements = [createRollupSql(object), keepPartitionsSql(object), ...comments.map(commentSql)]
    return [step(planner, { object: name, kind: 'add', phase: 'prepare', statements })]
  }
  const changes = [
    ...columns.map((column) => columnChange(planner, object, live, column)),
    ...lostColumns(planner, object, live),
  ]
  const statements = changes.flatMap((one) => one.statements)
  const hazards = [...otherKey(planner, object), ...changes.flatMap((one) => one.hazards)]
  if (statements.length === 0 && hazards.length === 0) return []
  const locks = statements.length > 0 ? [name] : []
  return [step(planner, { object: name, kind: 'extend', phase: 'prepare', statements, hazards, locks })]
}

/** Rows that were counted by other dimensions cannot become those of these. */
function otherKey(planner: Planner, { name, primaryKey }: DesiredRollup): Hazard[] {
  const earlier = earlierRelation(commentsFor(planner), name)
  if (!earlier || !isRollup(earlier)) return []
  const [from, to] = [earlier.primaryKey, primaryKey].map((key) => key.join(', '))
  if (from === to) return []
  const message = `${name} was counted by ${from} and is defined by ${to}: give it a new name, and replay the events`
  return [{ kind: 'refused', message }]
}

/** Roll-ups that the release no longer has stay as they are: what was counted may be nowhere else. */
export function planRollupDrops(planner: Planner): PlanStep[] {
  return unwanted(planner, 'rollup').map(({ name }) => {
    const { schema, name: own } = relationName(name)
    const message = `${name} stays with its rows; drop it by hand: drop table ${[schema, own].map(quoteIdentifier).join('.')}`
    const hazards: Hazard[] = planner.live.relations.has(name) ? [{ kind: 'keeps rows', message }] : []
    return step(planner, { object: name, kind: 'drop', phase: 'contract', statements: [], hazards })
  })
}
