import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ClientBase } from 'pg'
import * as v from 'valibot'
import { SightlineError } from '../foundation/sightline-error.ts'
import { type Imported, importedSchema } from './imported.ts'
import { mergeText } from './merge-text.ts'
import { projectFiles } from './project-files.ts'
import { readDatabase } from './read-database.ts'
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

const snapshotPath = 'sources/imported.json'

/**
 * Writes the tables of a database as sources with a sample, or brings what changed since into what was written.
 *
 * @throws SightlineError where a file is in the way, or the database has no such table
 * @example await importSources(client, { folder: '.', schemas: ['public'] })
 */
export async function importSources(client: ClientBase, options: ImportOptions): Promise<ImportResult> {
  const { folder, check = false } = options
  const earlier = await readSnapshot(folder)
  const schemas = options.schemas ?? earlier?.schemas ?? []
  const chosenTables = options.tables ?? earlier?.chosenTables ?? []
  const timeZone = options.timeZone ?? earlier?.timeZone ?? 'UTC'
  const found = await readDatabase(client, { schemas, tables: chosenTables }, timeZone)
  if (found.tables.length === 0) throw noTables(schemas, chosenTables)
  const imported = earlier ? withStatisticsOf(earlier, found) : found
  const before = earlier ? projectFiles(earlier) : new Map<string, string>()
  const after = projectFiles(imported)
  const written = new Map<string, string | undefined>()
  const kept: string[] = []
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const merged = await mergeFile(folder, path, before.get(path), after.get(path))
    kept.push(...merged.kept.map((line) => `${path}: ${line}`))
    if (merged.text !== merged.ours) written.set(path, merged.text)
  }
  if (!check) {
    const snapshot = `${JSON.stringify(imported, undefined, 1)}\n`
    await writeFiles(folder, new Map([...written, [snapshotPath, snapshot]]))
  }
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

interface MergedFile {
  readonly ours: string | undefined
  readonly text: string | undefined
  readonly kept: readonly string[]
}

async function mergeFile(
  folder: string,
  path: string,
  base: string | undefined,
  theirs: string | undefined,
): Promise<MergedFile> {
  const file = join(folder, path)
  const ours = existsSync(file) ? await readFile(file, 'utf8') : undefined
  if (ours === undefined) return { ours, text: base === undefined ? theirs : undefined, kept: [] }
  if (base === undefined) {
    if (theirs === ours) return { ours, text: ours, kept: [] }
    throw inTheWay(path)
  }
  if (theirs !== undefined) return { ours, ...mergeText(base, ours, theirs) }
  return ours === base
    ? { ours, text: undefined, kept: [] }
    : { ours, text: ours, kept: ['the whole file, whose table is gone'] }
}

async function writeFiles(folder: string, files: ReadonlyMap<string, string | undefined>): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    if (text === undefined) await rm(file, { force: true })
    else await writeFile(file, text)
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

async function readSnapshot(folder: string): Promise<Imported | undefined> {
  const file = join(folder, snapshotPath)
  if (!existsSync(file)) return undefined
  try {
    return v.parse(importedSchema, JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new SightlineError(
      {
        code: 'malformed-stored-form',
        what: 'What the import before has left is not in the form in which it was written.',
        value: snapshotPath,
        next: 'Take it from your version control, or remove the folders sources and sample and import again.',
      },
      { cause },
    )
  }
}

const inTheWay = (path: string) =>
  new SightlineError({
    code: 'import-in-the-way',
    what: `There is a file where the import would write one; nothing was written.`,
    value: path,
    next: 'Move it, or import into another folder with --folder.',
  })

const noTables = (schemas: readonly string[], tables: readonly string[]) =>
  new SightlineError({
    code: 'nothing-to-import',
    what: 'This role sees no such table in the database; nothing was written.',
    value: [...schemas, ...tables].join(', ') || 'every schema',
    next: 'Name others with --schema and --tables, or connect as a role that may see them.',
  })
