import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { MergedText } from './merge-text.ts'

type Files = ReadonlyMap<string, string>
type Merge = (base: string, ours: string, theirs: string) => MergedText

/** What becomes of the files of a project. */
export interface MergedFiles {
  /** Files that are another text now; undefined for those that go. */
  readonly written: ReadonlyMap<string, string | undefined>
  /** What stays as it was edited, although the database changed what it says: `sources/orders.ts: …`. */
  readonly kept: readonly string[]
}

/**
 * Brings what changed between two imports into the files of a project, which people may have edited since.
 *
 * @throws SightlineError where a file of somebody is in the way
 */
export async function mergedFiles(
  folder: string,
  before: Files,
  after: Files,
  merge: Merge,
): Promise<MergedFiles> {
  const written = new Map<string, string | undefined>()
  const kept: string[] = []
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const merged = await mergeFile(folder, path, before.get(path), after.get(path), merge)
    kept.push(...merged.kept.map((line) => `${path}: ${line}`))
    if (merged.text !== merged.ours) written.set(path, merged.text)
  }
  return { written, kept }
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
  merge: Merge,
): Promise<MergedFile> {
  const file = join(folder, path)
  const ours = existsSync(file) ? await readFile(file, 'utf8') : undefined
  if (ours === undefined) return { ours, text: base === undefined ? theirs : undefined, kept: [] }
  if (base === undefined) {
    if (theirs === ours) return { ours, text: ours, kept: [] }
    throw inTheWay(path)
  }
  if (theirs !== undefined) return { ours, ...merge(base, ours, theirs) }
  return ours === base
    ? { ours, text: undefined, kept: [] }
    : { ours, text: ours, kept: ['the whole file, of which the database has nothing any more'] }
}

/** Writes files, and removes those that have no text. */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, string | undefined>,
): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    if (text === undefined) await rm(file, { force: true })
    else await writeFile(file, text)
  }
}

const inTheWay = (path: string) =>
  new SightlineError({
    code: 'import-in-the-way',
    what: 'There is a file where the import would write one; nothing was written.',
    value: path,
    next: 'Move it, or import into another folder with --folder.',
  })
