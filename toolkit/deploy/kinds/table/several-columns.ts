import type { OwnTable } from '../../../kinds/table/own-table.ts'
import { keyText } from '../../../kinds/table/table-sql.ts'
import { quoteIdentifier } from '../../../sql/identifier.ts'
import { relationName } from '../../../sql/relation-name.ts'
import { isBlank, sqlTokens } from '../../../sql/sql-tokens.ts'
import type { LiveConstraint, LiveRelation } from '../../live/live-relation.ts'
import { earlierRelation } from '../../plan/comment.ts'
import { commentsFor, type Planner } from '../../plan/planner.ts'
import { type ColumnChange, nothing, refuse, together } from './column-change.ts'
import { isLater } from './table-columns.ts'

/** Brings the keys and checks of several columns to a definition that says otherwise than before; those of others stay. */
export function severalColumnsChange(planner: Planner, object: OwnTable, live: LiveRelation): ColumnChange {
  const earlier = earlierRelation(commentsFor(planner), object.name)
  if (!earlier || !('primaryKey' in earlier)) return nothing
  return together([
    constraintsChange(planner, object, earlier, live),
    foreignKeysChange(planner, object, earlier, live),
  ])
}

const alter = (name: string) => `alter table ${relationName(name).sql}`
const drop = (name: string, constraint: LiveConstraint) =>
  `${alter(name)} drop constraint ${quoteIdentifier(constraint.name)}`

function constraintsChange(
  planner: Planner,
  { name, constraints = [] }: OwnTable,
  earlier: OwnTable,
  live: LiveRelation,
): ColumnChange {
  const before = earlier.constraints ?? []
  const removed = before.filter((one) => !constraints.includes(one))
  const isSame = removed.length === 0 && constraints.every((one) => before.includes(one))
  if (isSame) return nothing
  const ends = (planner.final.relations.get(name)?.constraints ?? []).map(({ definition }) => definition)
  const found = live.constraints.filter(({ isForeignKey }) => !isForeignKey)
  const violated = planner.tableRows.get(name)?.violated ?? []
  const added = ends
    .filter((one) => !found.some(({ definition }) => definition === one))
    .map((one) =>
      violated.includes(one)
        ? refuse(`${name} shall have ${one}, and some rows do not keep to it: change them first`)
        : { statements: [`${alter(name)} add ${one}`], hazards: [] },
    )
  const others = found.filter(({ definition }) => !ends.includes(definition))
  return together([dropped(name, others, removed.length), ...added])
}

/** Whose a constraint is cannot be seen by its text: where there are more than the definition had, a person has to say. */
function dropped(name: string, others: readonly LiveConstraint[], removed: number): ColumnChange {
  if (removed === 0 || others.length === 0) return nothing
  const referred = others.find(({ isReferred }) => isReferred)
  if (referred)
    return refuse(
      `${name} shall not have ${referred.definition} any more, and a foreign key refers to it: drop that first`,
    )
  const statements = others.map((one) => drop(name, one))
  if (others.length > removed)
    return refuse(
      `${name} has keys or checks that its definition lost, and others: drop by hand those that shall go: ${statements.join('; ')}`,
    )
  return { statements, hazards: [] }
}

function foreignKeysChange(
  planner: Planner,
  object: OwnTable,
  earlier: OwnTable,
  live: LiveRelation,
): ColumnChange {
  const { name, foreignKeys = [] } = object
  const before = earlier.foreignKeys ?? []
  const isIn = (keys: typeof foreignKeys, sql: string) => keys.some((one) => one.sql === sql)
  const find = (sql: string) => live.constraints.find((one) => one.isForeignKey && isKey(sql, one.definition))
  const removed = before.flatMap(({ sql }) => {
    const found = find(sql)
    return found && !isIn(foreignKeys, sql) && !isPlain(object, found) ? [found] : []
  })
  const added = foreignKeys.filter(
    ({ sql, references }) => !isIn(before, sql) && !find(sql) && !isLater(planner, object, references),
  )
  const isEmpty = planner.tableRows.get(name)?.isEmpty ?? false
  return together([
    { statements: removed.map((one) => drop(name, one)), hazards: [] },
    ...added.map(({ sql }) =>
      isEmpty
        ? { statements: [`${alter(name)} add ${sql}`], hazards: [] }
        : refuse(`${name} has rows, which its new foreign key may not allow: ${alter(name)} add ${sql}`),
    ),
  ])
}

/** Whether a column says the same by itself now. */
function isPlain({ columns }: OwnTable, { definition }: LiveConstraint): boolean {
  return columns.some(
    ({ name, references }) =>
      references !== undefined && isKey(keyText({ columns: [name], references }).sql, definition),
  )
}

/** Whether a foreign key is one that Postgres printed, which names the primary key where a definition leaves it out. */
function isKey(sql: string, printed: string): boolean {
  const [wanted, found] = [tokensOf(sql), tokensOf(printed)]
  return found === wanted || found.startsWith(`${wanted} (`)
}

/** Its tokens in a form that does not depend on who wrote it. */
const tokensOf = (sql: string): string =>
  sqlTokens(sql)
    .filter((token) => !isBlank(token))
    .map(({ text }) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase()))
    .join(' ')
