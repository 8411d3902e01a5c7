import type { DesiredTable } from '../../../kinds/table/desired-table.ts'
import { createTableSql } from '../../../kinds/table/table-sql.ts'
import { quoteIdentifier } from '../../../sql/identifier.ts'
import { commentSql } from '../../plan/comment.ts'
import type { Hazard, PlanStep } from '../../plan/plan-step.ts'
import { commentsFor, type Planner, step, unwanted } from '../../plan/planner.ts'
import { relationComments } from '../../plan/relation-comments.ts'
import { columnChange, lostColumns } from './table-columns.ts'

/** Creates a table, or adds the columns that it lacks; nothing of a table is ever dropped, for its rows are kept. */
export function planTable(planner: Planner, object: DesiredTable): PlanStep[] {
  const { name, columns } = object
  const live = planner.live.relations.get(name)
  if (!live) {
    const comments = relationComments(object, undefined, [], commentsFor(planner))
    const types = (object.types ?? []).map(({ create }) => create)
    const statements = [...types, createTableSql(object), ...comments.map(commentSql)]
    return [step(planner, { object: name, kind: 'add', phase: 'prepare', statements })]
  }
  const changes = [
    ...columns.map((column) => columnChange(planner, object, live, column)),
    ...lostColumns(planner, object, live),
  ]
  const statements = changes.flatMap((one) => one.statements)
  const hazards = changes.flatMap((one) => one.hazards)
  if (statements.length === 0 && hazards.length === 0) return []
  const locks = statements.length > 0 ? [name] : []
  return [step(planner, { object: name, kind: 'extend', phase: 'prepare', statements, hazards, locks })]
}

/** Tables that the release no longer has stay as they are, and are no longer ours. */
export function planTableDrops(planner: Planner): PlanStep[] {
  return unwanted(planner, 'table').map(({ name }) => {
    const message = `${name} stays with its rows; drop it by hand: drop table ${quoteIdentifier(name)}`
    const hazards: Hazard[] = planner.live.relations.has(name) ? [{ kind: 'keeps rows', message }] : []
    return step(planner, { object: name, kind: 'drop', phase: 'contract', statements: [], hazards })
  })
}
