import type { ClientBase } from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { type Imported, importedSchema } from './imported.ts'
import { mergeText } from './merge-text.ts'
import { mergedFiles, writeFiles } from './merged-files.ts'
import { projectFiles } from './project-files.ts'
import { readDatabase } from './read-database.ts'
import { readSnapshot, snapshotText } from './snapshot.ts'
import { type ImportChange, importChanges } from './source-changes.ts'

export interface ImportOptions {
  /** The folder of the project. */
  readonly folder: string
  /** Schemas and tables; those of the import before where none are named, and all at the first time. */
  readonly schemas?: readonly string[] | undefined
  readonly tables?: readonly string[] | undefined
  /** The zone in which timestamps without one are read. */
  readonly timeZone?: string | undefined
  /** Only look at what would change. */
  readonly check?: boolean
}

export interface ImportResult {
  readonly tables: number
  readonly types: number
  readonly isFirst: boolean
  readonly changes: readonly ImportChange[]
  /** Files that were written or removed, or would be. */
  readonly files: readonly string[]
  /** Lines that stay as they were edited, although the database changed what they say: `sources/orders.ts: …`. */
  readonly kept: readonly string[]
  /** Tables of which the database has no statistics, so that their sample is a guess. */
  readonly withoutStatistics: readonly string[]
  /** Timestamps without time zone, and the zone in which they are read. */
  readonly wallClocks: number
  readonly timeZone: string
  readonly imported: Imported
}

/** What the import of tables has read. */
export const sourcesSnapshot = 'sources/imported.json'

/**
 * Writes the tables of a database as sources with a sample, or brings what changed since into what was written.
 *
 * @throws SightlineError where a file is in the way, or the database has no such table
 * @example await importSources(client, { folder: '.', schemas: ['public'] })
 */
export async function importSources(client: ClientBase, options: ImportOptions): Promise<ImportResult> {
  const { folder, check = false } = options
  const earlier = await readSnapshot(folder, sourcesSnapshot, importedSchema)
  const schemas = options.schemas ?? earlier?.schemas ?? []
  const chosenTables = options.tables ?? earlier?.chosenTables ?? []
  const timeZone = options.timeZone ?? earlier?.timeZone ?? 'UTC'
  const found = await readDatabase(client, { schemas, tables: chosenTables }, timeZone)
  if (found.tables.length === 0) throw noTables(schemas, chosenTables)
  const imported = earlier ? withStatisticsOf(earlier, found) : found
  const before = earlier ? projectFiles(earlier) : new Map<string, string>()
  const after = projectFiles(imported)
  const { written, kept } = await mergedFiles(folder, before, after, mergeText)
  if (!check) await writeFiles(folder, new Map([...written, [sourcesSnapshot, snapshotText(imported)]]))
  const columns = imported.tables.flatMap((table) => table.columns)
  return {
    tables: imported.tables.length,
    types: imported.types.filter(({ kind }) => kind !== 'extension').length,
    isFirst: earlier === undefined,
    changes: importChanges(before, after),
    files: [...written.keys()],
    kept,
    withoutStatistics: imported.tables.filter(({ rows }) => rows < 0).map(({ name }) => name),
    wallClocks: columns.filter(({ type }) => /^timestamp.*without time zone/.test(type)).length,
    timeZone,
    imported,
  }
}

/** Statistics move from day to day; a sample stays as it was guessed, so that only what is new is guessed. */
function withStatisticsOf(earlier: Imported, found: Imported): Imported {
  const tables = found.tables.map((table) => {
    const known = earlier.tables.find(({ schema, name }) => schema === table.schema && name === table.name)
    if (!known) return table
    const columns = table.columns.map((column) => {
      const old = known.columns.find(({ name }) => name === column.name)
      const isKept = old && (old.type === column.type || column.statistics === null)
      return isKept ? { ...column, statistics: old.statistics } : column
    })
    return { ...table, rows: known.rows, columns }
  })
  return { ...found, tables }
}

const noTables = (schemas: readonly string[], tables: readonly string[]) =>
  new SightlineError({
    code: 'nothing-to-import',
    what: 'This role sees no such table in the database; nothing was written.',
    value: [...schemas, ...tables].join(', ') || 'every schema',
    next: 'Name others with --schema and --tables, or connect as a role that may see them.',
  })
