import type { Query } from '../query.ts'
import type { ExportSet } from './export-set.ts'

/** A query of an export: its rows, or whose they may be. */
export interface ExportPart {
  readonly name: string
  readonly description: string
  readonly query: Query
  /** The columns by which its rows are told apart. */
  readonly columns: readonly string[]
}

/** The queries of an export. */
export function exportParts(set: ExportSet): ExportPart[] {
  const { name, description, query, allUsers, userColumn, timeColumn } = set
  const given = (column: string | undefined) => (column === undefined ? [] : [column])
  const rows = { name, description, query, columns: [...given(userColumn), ...given(timeColumn)] }
  if (!allUsers) return [rows]
  const whose = `Who may ask for rows of ${name}.`
  return [
    rows,
    { name: `${name}/everybody`, description: whose, query: allUsers, columns: given(userColumn) },
  ]
}
