import type { DesiredColumn } from '../../../kinds/table/desired-column.ts'
import type { OwnTable } from '../../../kinds/table/own-table.ts'
import { columnWithKey } from '../../../kinds/table/table-sql.ts'
import { quoteIdentifier } from '../../../sql/identifier.ts'
import { relationName } from '../../../sql/relation-name.ts'
import type { LiveColumn, LiveRelation } from '../../live/live-relation.ts'
import { earlierRelation } from '../../plan/comment.ts'
import { commentsFor, type Planner } from '../../plan/planner.ts'
import { type ColumnChange, nothing, refuse, together } from './column-change.ts'
import { constraintChange } from './column-constraints.ts'
import { columnReferences } from './column-references.ts'

/** Whether a table is made after another one, which gets its foreign keys to it then. */
export function isLater(
  { desired, live }: Planner,
  { name }: Pick<OwnTable, 'name'>,
  table: string,
): boolean {
  if (live.relations.has(table)) return false
  const names = desired.objects.map((object) => object.name)
  return names.indexOf(table) > names.indexOf(name)
}

/** Brings a column of a table that is there to its definition, as far as its rows allow it. */
export function columnChange(
  planner: Planner,
  table: OwnTable,
  live: LiveRelation,
  column: DesiredColumn,
): ColumnChange {
  const { name } = table
  const found = live.columns.find((one) => one.name === column.name)
  const ends = planner.final.relations.get(name)?.columns.find((one) => one.name === column.name)
  const rows = planner.tableRows.get(name)
  if (!found) {
    if (!column.nullable && !ends?.hasDefault && rows && !rows.isEmpty)
      return refuse(
        `${name} has rows, which would have no value in the new column ${column.name}: give it a default, or let it be null`,
      )
    if (rows?.withEqualNew.includes(column.name))
      return refuse(
        `${name} has rows, which would have the same value in the new column ${column.name}, which shall be unique: add it without a default first, and fill it`,
      )
    const text = columnWithKey(column, (references) => !isLater(planner, table, references))
    return {
      statements: [`alter table ${relationName(name).sql} add column if not exists ${text}`],
      hazards: [],
    }
  }
  if (ends && found.type !== ends.type)
    return refuse(
      `${name}.${column.name} is ${found.type} and is defined as ${column.type}: change it by hand, for its rows are kept`,
    )
  const earlier = earlierTable(planner, name)
  const changed =
    earlier && ends && isRedefined(earlier, column)
      ? {
          table: name,
          column,
          found,
          ends,
          rows,
          refersTo: columnReferences(table, column.name),
          referredTo: columnReferences(earlier, column.name),
        }
      : undefined
  return together([nullability(planner, name, column, found), changed ? constraintChange(changed) : nothing])
}

/** The table in the release before. */
function earlierTable(planner: Planner, name: string): OwnTable | undefined {
  const earlier = earlierRelation(commentsFor(planner), name)
  return earlier && 'primaryKey' in earlier ? earlier : undefined
}

/** Whether a definition of ours says otherwise than before, or brings a column back; what was changed by hand stays. */
function isRedefined(earlier: OwnTable, column: DesiredColumn): boolean {
  const old = earlier.columns.find((one) => one.name === column.name)
  return !old || columnWithKey(old) !== columnWithKey(column)
}

function nullability(planner: Planner, name: string, column: DesiredColumn, found: LiveColumn): ColumnChange {
  if (found.notNull === !column.nullable) return nothing
  const alter = `alter table ${relationName(name).sql} alter column ${quoteIdentifier(column.name)}`
  if (column.nullable) return { statements: [`${alter} drop not null`], hazards: [] }
  if (planner.tableRows.get(name)?.withNulls.includes(column.name))
    return refuse(
      `${name}.${column.name} shall have a value in every row, and has none in some: fill it first, or let it be null`,
    )
  return { statements: [`${alter} set not null`], hazards: [] }
}

/** Columns that the definition no longer has keep their values, and must not keep rows from being written. */
export function lostColumns(
  planner: Planner,
  { name, columns }: Pick<OwnTable, 'name' | 'columns'>,
  live: LiveRelation,
): ColumnChange[] {
  const earlier = earlierTable(planner, name)
  if (!earlier) return []
  const wanted = new Set(columns.map((column) => column.name))
  const lost = earlier.columns.filter((column) => !wanted.has(column.name))
  return lost.flatMap((column): ColumnChange[] => {
    const found = live.columns.find((one) => one.name === column.name)
    if (!found) return []
    const target = `${relationName(name).sql} drop column ${quoteIdentifier(column.name)}`
    const message = `${name}.${column.name} stays with its values; drop it by hand: alter table ${target}`
    const isNeeded = found.notNull && !found.hasDefault && !earlier.primaryKey.includes(column.name)
    const statements = isNeeded
      ? [`alter table ${relationName(name).sql} alter column ${quoteIdentifier(column.name)} drop not null`]
      : []
    return [{ statements, hazards: [{ kind: 'keeps rows', message }] }]
  })
}
