import type { Query } from '../query.ts'
import type { ExportSet } from './export-set.ts'

/** A query of an export: its rows, or whose they may be. */
export interface ExportPart {
  readonly name: string
  readonly description: string
  readonly query: Query
}

/** The queries of an export. */
export function exportParts({ name, description, query, users }: ExportSet): ExportPart[] {
  const rows = { name, description, query }
  if (!users) return [rows]
  return [rows, { name: `${name}/users`, description: `Who may ask for rows of ${name}.`, query: users }]
}
