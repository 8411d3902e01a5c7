import type { OwnTable } from '../../../kinds/table/own-table.ts'
import { quoteIdentifier } from '../../../sql/identifier.ts'

/** The tables to which a column refers by itself. */
export interface ColumnReferences {
  /** To the primary key, as the column says. */
  readonly plain: readonly string[]
  /** With those to which a key of this column alone refers that names its target. */
  readonly all: readonly string[]
}

/** To what a column of a table refers. */
export function columnReferences(
  { columns, foreignKeys = [] }: Pick<OwnTable, 'columns' | 'foreignKeys'>,
  name: string,
): ColumnReferences {
  const plain = columns.flatMap((column) => (column.name === name ? (column.references ?? []) : []))
  const start = `foreign key (${quoteIdentifier(name)}) `
  const keys = foreignKeys.filter(({ sql }) => sql.startsWith(start)).map(({ references }) => references)
  return { plain, all: [...plain, ...keys] }
}
