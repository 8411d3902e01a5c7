import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { sourcesSnapshot } from '../import-sources.ts'
import { importedSchema } from '../imported.ts'
import type { MergedText } from '../merge-text.ts'
import { mergedFiles, writeFiles } from '../merged-files.ts'
import { readSnapshot, snapshotText } from '../snapshot.ts'
import type { ImportChange } from '../source-changes.ts'
import { type ImportedView, type ImportedViews, importedViewsSchema } from './imported-views.ts'
import { type LeftView, sortOut } from './left-views.ts'
import { readViews } from './read-views.ts'
import { viewsFiles } from './views-files.ts'

export interface ImportViewsOptions {
  /** The folder of the project. */
  readonly folder: string
  /** Schemas and views; those of the import before where none are named, and all at the first time. */
  readonly schemas?: readonly string[] | undefined
  readonly views?: readonly string[] | undefined
  /** Only look at what would change. */
  readonly check?: boolean
}

export interface ImportViewsResult {
  readonly views: number
  readonly materialized: number
  readonly isFirst: boolean
  readonly changes: readonly ImportChange[]
  /** Files that were written or removed, or would be. */
  readonly files: readonly string[]
  /** Files that stay as they were edited, although the database has another view. */
  readonly kept: readonly string[]
  /** Views that no definition can be made of, and why. */
  readonly left: readonly LeftView[]
}

/** What the import of views has read. */
const viewsSnapshot = 'views/imported.json'

/**
 * Writes the views of a database as definitions, which the first deploy adopts as they are.
 *
 * @throws SightlineError where a file is in the way, or the database has no such view
 * @example await importViews(client, { folder: '.', schemas: ['public'] })
 */
export async function importViews(
  client: ClientBase,
  options: ImportViewsOptions,
): Promise<ImportViewsResult> {
  const { folder, check = false } = options
  const earlier = await readSnapshot(folder, viewsSnapshot, importedViewsSchema)
  const tables = await readSnapshot(folder, sourcesSnapshot, importedSchema)
  const schemas = options.schemas ?? earlier?.schemas ?? []
  const chosenViews = options.views ?? earlier?.chosenViews ?? []
  const { views: found, released } = await readViews(client, { schemas, views: chosenViews })
  // What was adopted is the project's to say.
  const adopted = (earlier?.views ?? []).filter(({ schema, name }) => released.has(`${schema}.${name}`))
  const types = tables?.types ?? []
  const known = new Set([
    ...(tables?.tables ?? []).map(({ schema, name }) => `${schema}.${name}`),
    ...released,
  ])
  const { views, left } = sortOut(found, known, types)
  if (views.length + adopted.length === 0) throw noViews([...schemas, ...chosenViews], left)
  const all = [...adopted, ...views].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  const before = earlier ? viewsFiles(earlier.views, types) : new Map<string, string>()
  const { written, kept } = await mergedFiles(folder, before, viewsFiles(all, types), wholeFiles)
  const imported: ImportedViews = {
    format: 1,
    schemas: [...schemas],
    chosenViews: [...chosenViews],
    views: all,
  }
  if (!check) await writeFiles(folder, new Map([...written, [viewsSnapshot, snapshotText(imported)]]))
  const materialized = all.filter(({ isMaterialized }) => isMaterialized).length
  return {
    views: all.length - materialized,
    materialized,
    isFirst: earlier === undefined,
    changes: changesBetween(earlier?.views ?? [], all),
    files: [...written.keys()],
    kept,
    left,
  }
}

const idOf = ({ schema, name }: ImportedView): string => `${schema}.${name}`

/** SQL of two sides is not mixed: a file that was edited stays as it is. */
const wholeFiles = (base: string, ours: string, theirs: string): MergedText =>
  ours === base || theirs === base
    ? { text: ours === base ? theirs : ours, kept: [] }
    : { text: ours, kept: ['edited here, and changed in the database'] }

function changesBetween(before: readonly ImportedView[], after: readonly ImportedView[]): ImportChange[] {
  const names = [...new Set([...before, ...after].map(idOf))].sort()
  return names.flatMap((name): ImportChange[] => {
    const [old, now] = [before, after].map((views) => views.find((view) => idOf(view) === name))
    if (!now) return [{ kind: 'dropped', name }]
    const columns = `${now.columns.length} column${now.columns.length === 1 ? '' : 's'}`
    if (!old) return [{ kind: 'added', name, after: columns }]
    if (JSON.stringify(old) === JSON.stringify(now)) return []
    return [{ kind: 'changed', name, before: whatDiffers(old, now), after: 'another' }]
  })
}

function whatDiffers(old: ImportedView, now: ImportedView): string {
  if (old.query !== now.query) return 'query'
  if (JSON.stringify(old.columns) !== JSON.stringify(now.columns)) return 'columns'
  return old.comment === now.comment ? 'options' : 'comment'
}

function noViews(chosen: readonly string[], left: readonly LeftView[]): SightlineError {
  const [first] = left
  return new SightlineError({
    code: 'nothing-to-import',
    what: first
      ? 'No definition can be made of the views of this database; nothing was written.'
      : 'This role sees no such view in the database; nothing was written.',
    value: first
      ? left.map(({ name, why }) => `${name} ${why}`).join('\n         ')
      : chosen.join(', ') || 'every schema',
    next: first
      ? 'Run `sightline import sources` for the tables that they read; what else they need, the project has to define.'
      : 'Name others with --schema and --views, or connect as a role that may see them.',
  })
}
