import type { DesiredColumn } from '../../../kinds/table/desired-column.ts'
import { quoteIdentifier } from '../../../sql/identifier.ts'
import { relationName } from '../../../sql/relation-name.ts'
import type { LiveColumn } from '../../live/live-relation.ts'
import type { TableRows } from '../../live/table-rows.ts'
import { type ColumnChange, nothing, refuse, together } from './column-change.ts'
import type { ColumnReferences } from './column-references.ts'

/** A column of a table of ours: as it is there, as it ends, and what its rows do not allow. */
export interface ChangedColumn {
  readonly table: string
  readonly column: DesiredColumn
  /** To what it refers by its definition, and by that of the release before. */
  readonly refersTo: ColumnReferences
  readonly referredTo: ColumnReferences
  readonly found: LiveColumn
  readonly ends: LiveColumn
  readonly rows: TableRows | undefined
}

/** Brings what a column's values have to be to its definition, beside its type and its NOT NULL. */
export function constraintChange(changed: ChangedColumn): ColumnChange {
  return together([defaultChange(changed), uniqueChange(changed), byHand(changed)])
}

const alter = ({ table, column }: ChangedColumn) =>
  `alter table ${relationName(table).sql} alter column ${quoteIdentifier(column.name)}`

function defaultChange(changed: ChangedColumn): ColumnChange {
  const { found, ends } = changed
  if (found.default === ends.default || found.generated + ends.generated !== '') return nothing
  const what = ends.default === null ? 'drop default' : `set default ${ends.default}`
  return { statements: [`${alter(changed)} ${what}`], hazards: [] }
}

function uniqueChange({ table, column, found, ends, rows }: ChangedColumn): ColumnChange {
  if ((found.unique === null) === (ends.unique === null)) return nothing
  const target = `alter table ${relationName(table).sql}`
  if (found.unique === null) {
    if (rows?.withDuplicates.includes(column.name))
      return refuse(
        `${table}.${column.name} shall be unique, and some rows have the same value: change them first`,
      )
    return { statements: [`${target} add unique (${quoteIdentifier(column.name)})`], hazards: [] }
  }
  if (found.unique.isReferred)
    return refuse(
      `${table}.${column.name} shall not be unique any more, and a foreign key refers to it: drop that first`,
    )
  return { statements: [`${target} drop constraint ${quoteIdentifier(found.unique.name)}`], hazards: [] }
}

/** What would rewrite rows, or has more than one way to be done. */
function byHand({ table, column, found, ends, refersTo, referredTo }: ChangedColumn): ColumnChange {
  const name = `${table}.${column.name}`
  const end = ': change it by hand, for its rows are kept'
  return together([
    found.generated === ends.generated && (found.generated === '' || found.default === ends.default)
      ? nothing
      : refuse(`${name} is ${found.generated === '' ? 'not ' : ''}generated, and is defined otherwise${end}`),
    found.checks.join() === ends.checks.join()
      ? nothing
      : refuse(
          `${name} has ${found.checks.join(', ') || 'no check'}, and is defined with ${ends.checks.join(', ') || 'none'}${end}`,
        ),
    found.inPrimaryKey === ends.inPrimaryKey
      ? nothing
      : refuse(
          `${name} is ${found.inPrimaryKey ? '' : 'not '}in the primary key, and is defined otherwise${end}`,
        ),
    ...refersTo.plain
      .filter((one) => !referredTo.all.includes(one) && !found.references.includes(one))
      .map((one) => refuse(`${name} does not refer to ${one}, and is defined to${end}`)),
    ...referredTo.plain
      .filter((one) => !refersTo.all.includes(one) && found.references.includes(one))
      .map((one) => refuse(`${name} refers to ${one}, and is not defined to any more${end}`)),
  ])
}
