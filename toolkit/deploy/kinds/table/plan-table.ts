import type { DesiredTable } from '../../../kinds/table/desired-table.ts'
import { columnWithKey, createTableSql } from '../../../kinds/table/table-sql.ts'
import { quoteIdentifier } from '../../../sql/identifier.ts'
import { commentSql } from '../../plan/comment.ts'
import type { Hazard, PlanStep } from '../../plan/plan-step.ts'
import { commentsFor, type Planner, step, unwanted } from '../../plan/planner.ts'
import { relationComments } from '../../plan/relation-comments.ts'
import { sqlName } from '../../shadow/shadow-schemas.ts'

/** Creates a table, or adds the columns that it lacks; nothing of a table is ever dropped, for its rows are kept. */
export function planTable(planner: Planner, object: DesiredTable): PlanStep[] {
  const { name, columns } = object
  const live = planner.live.relations.get(name)
  if (!live) {
    const comments = relationComments(object, undefined, [], commentsFor(planner))
    const statements = [createTableSql(object), ...comments.map(commentSql)]
    return [step(planner, { object: name, kind: 'add', phase: 'prepare', statements })]
  }
  const missing = columns.filter((column) => !live.columns.some((one) => one.name === column.name))
  const hazards = columns.flatMap(({ name: column, type }): Hazard[] => {
    const found = live.columns.find((one) => one.name === column)
    if (!found || found.type === finalType(planner, name, column, type)) return []
    const message = `${name}.${column} is ${found.type} and is defined as ${type}: change it by hand, for its rows are kept`
    return [{ kind: 'refused', message }]
  })
  const statements = missing.map(
    (column) => `alter table ${sqlName(name)} add column if not exists ${columnWithKey(column)}`,
  )
  if (statements.length === 0 && hazards.length === 0) return []
  return [step(planner, { object: name, kind: 'extend', phase: 'prepare', statements, hazards })]
}

function finalType({ final }: Planner, table: string, column: string, written: string): string {
  const found = final.relations.get(table)?.columns.find(({ name }) => name === column)
  return found?.type ?? written
}

/** Tables that the release no longer has stay as they are, and are no longer ours. */
export function planTableDrops(planner: Planner): PlanStep[] {
  return unwanted(planner, 'table').map(({ name }) => {
    const message = `${name} stays with its rows; drop it by hand: drop table ${quoteIdentifier(name)}`
    const hazards: Hazard[] = planner.live.relations.has(name) ? [{ kind: 'keeps rows', message }] : []
    return step(planner, { object: name, kind: 'drop', phase: 'contract', statements: [], hazards })
  })
}
