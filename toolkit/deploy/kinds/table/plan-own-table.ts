import type { DesiredRollup } from '../../../kinds/rollup/desired-rollup.ts'
import type { DesiredTable } from '../../../kinds/table/desired-table.ts'
import { keysThatWaited, type OwnTable, ownTableStatements } from '../../../kinds/table/own-table.ts'
import { isTable } from '../../../kinds/table/table-kind.ts'
import { relationName } from '../../../sql/relation-name.ts'
import { commentSql } from '../../plan/comment.ts'
import type { Hazard, PlanStep } from '../../plan/plan-step.ts'
import { commentsFor, type Planner, step, unwanted } from '../../plan/planner.ts'
import { relationComments } from '../../plan/relation-comments.ts'
import { partitioningChange } from './partitioning-change.ts'
import { severalColumnsChange } from './several-columns.ts'
import { columnChange, isLater, lostColumns } from './table-columns.ts'

const none = { hazards: [], statements: [] }

/** Creates a table with its partitions, or brings one that is there to its definition as far as its rows allow; nothing of it is ever dropped. */
export function planOwnTable(
  planner: Planner,
  object: DesiredTable | DesiredRollup,
  more: { readonly hazards: readonly Hazard[]; readonly statements: readonly string[] } = none,
): PlanStep[] {
  const { name, columns } = object
  const live = planner.live.relations.get(name)
  if (!live) {
    const comments = relationComments(object, undefined, [], commentsFor(planner))
    const statements = [
      ...ownTableStatements(object, (table) => isLater(planner, object, table)),
      ...keysThatWaited(tablesBefore(planner, object), object),
      ...comments.map(commentSql),
      ...more.statements,
    ]
    return [step(planner, { object: name, kind: 'add', phase: 'prepare', statements })]
  }
  const changes = [
    ...columns.map((column) => columnChange(planner, object, live, column)),
    ...lostColumns(planner, object, live),
    severalColumnsChange(planner, object, live),
    partitioningChange(planner, object, live),
  ]
  const statements = [...changes.flatMap((one) => one.statements), ...more.statements]
  const hazards = [...more.hazards, ...changes.flatMap((one) => one.hazards)]
  if (statements.length === 0 && hazards.length === 0) return []
  const locks = statements.length > 0 ? [name] : []
  return [step(planner, { object: name, kind: 'extend', phase: 'prepare', statements, hazards, locks })]
}

/** The tables of the release that come before one. */
const tablesBefore = ({ desired: { objects } }: Planner, { name }: OwnTable): DesiredTable[] =>
  objects
    .slice(
      0,
      objects.findIndex((one) => one.name === name),
    )
    .filter(isTable)

/** Tables that the release no longer has stay as they are, and are no longer ours: their rows may be nowhere else. */
export function planOwnTableDrops(planner: Planner, kind: 'table' | 'rollup'): PlanStep[] {
  return unwanted(planner, kind).map(({ name }) => {
    const message = `${name} stays with its rows; drop it by hand: drop table ${relationName(name).sql}`
    const hazards: Hazard[] = planner.live.relations.has(name) ? [{ kind: 'keeps rows', message }] : []
    return step(planner, { object: name, kind: 'drop', phase: 'contract', statements: [], hazards })
  })
}
