import type { Query } from '../query.ts'
import type { ExportSet } from './export-set.ts'

/** A query of an export: its rows, or whose they may be. */
export interface ExportPart {
  readonly name: string
  readonly description: string
  readonly query: Query
}

/** The queries of an export. */
export function exportParts({ name, description, query, allUsers }: ExportSet): ExportPart[] {
  const rows = { name, description, query }
  if (!allUsers) return [rows]
  return [
    rows,
    { name: `${name}/everybody`, description: `Who may ask for rows of ${name}.`, query: allUsers },
  ]
}
