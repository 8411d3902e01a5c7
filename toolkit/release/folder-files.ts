import { readdir, readFile, realpath } from 'node:fs/promises'
import { join, posix, relative, sep } from 'node:path'
import { contentHash } from '../foundation/content-hash.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { readStored } from '../foundation/stored-format.ts'
import { manifestHash, releaseVersion } from './manifest.ts'
import type { FolderManifest } from './release.ts'
import { manifestFormat } from './stored/manifest-format.ts'

interface FolderFiles {
  readonly manifest: FolderManifest
  /** The text of each file by its path. */
  readonly files: ReadonlyMap<string, string>
}

/** Whether a folder is one that this process had built: an older sightline, which did it, kept no hashes. */
export interface FolderTrust {
  readonly isBuiltHere?: boolean
}

/**
 * Reads every file of a release folder.
 *
 * @throws SightlineError where one is missing, changed, added, or lies outside of the folder
 */
export async function folderFiles(folder: string, trust: FolderTrust = {}): Promise<FolderFiles> {
  const manifest = await readManifest(folder)
  if (Object.keys(manifest.files).length === 0) {
    if (!trust.isBuiltHere) throw withoutHashes(folder)
    return filesOfFormat0(folder, manifest)
  }
  requireAsBuilt(folder, manifest)
  const root = await realpath(folder)
  const files = new Map<string, string>()
  for (const [path, hash] of Object.entries(manifest.files)) {
    const file = await realpath(join(root, path)).catch((cause: unknown) => {
      throw changed(folder, `${path} is missing`, cause)
    })
    requireInside(folder, path, file.startsWith(root + sep))
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw changed(folder, `${path} cannot be read`, cause)
    })
    if (contentHash(text, 64) !== hash) throw changed(folder, `${path} is not as it was built`)
    files.set(path, text)
  }
  const known = new Set([...files.keys(), 'manifest.json'])
  const added = (await pathsIn(root)).find((path) => !known.has(path))
  if (added !== undefined) throw changed(folder, `${added} is not of this release`)
  return { manifest, files }
}

async function readManifest(folder: string): Promise<FolderManifest> {
  const place = join(folder, 'manifest.json')
  const text = await readFile(place, 'utf8').catch((cause: unknown) => {
    throw new SightlineError(
      {
        code: 'not-a-release',
        what: 'This folder is not a release.',
        value: place,
        next: manifestFormat.next,
      },
      { cause },
    )
  })
  return readStored(manifestFormat, parsedJson(text), place)
}

async function filesOfFormat0(folder: string, manifest: FolderManifest): Promise<FolderFiles> {
  const files = new Map<string, string>()
  for (const path of await pathsIn(folder)) files.set(path, await readFile(join(folder, path), 'utf8'))
  return { manifest, files }
}

function requireAsBuilt(folder: string, manifest: FolderManifest): void {
  const { version, contentHash: hash, files, objects } = manifest
  for (const path of Object.keys(files)) requireInside(folder, path, isPlain(path))
  for (const { file } of objects) requireInside(folder, file, Object.hasOwn(files, file))
  const [own = ''] = version.split('+')
  if (manifestHash(manifest, files) !== hash || releaseVersion(own, hash) !== version)
    throw changed(folder, 'manifest.json is not as it was built')
}

function withoutHashes(folder: string): SightlineError {
  return new SightlineError({
    code: 'written-by-older-version',
    what: 'This release folder was written by an older sightline, and does not tell whether it is as it was built.',
    value: folder,
    next: manifestFormat.next,
  })
}

/** What a text holds as JSON; undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether a path from a manifest can only lead down. */
function isPlain(path: string): boolean {
  return (
    !/[\\\0]/.test(path) &&
    !posix.isAbsolute(path) &&
    path === posix.normalize(path) &&
    !/^\.\.?(\/|$)/.test(path)
  )
}

function requireInside(folder: string, path: string, isInside: boolean): void {
  if (isInside) return
  throw new SightlineError({
    code: 'path-outside-release',
    what: 'The manifest of this release names a file that is not in its folder.',
    value: `${join(folder, 'manifest.json')}: ${path}`,
    next: manifestFormat.next,
  })
}

export function changed(folder: string, detail: string, cause?: unknown): SightlineError {
  return new SightlineError(
    {
      code: 'release-folder-changed',
      what: 'This release folder was changed after it was built, so that its version says nothing about it.',
      value: `${folder}: ${detail}`,
      next: 'Change the definitions instead, and run `sightline build --out FOLDER` again.',
    },
    { cause },
  )
}

/** Every file below a folder; what begins with a dot is left by systems, not by people. */
async function pathsIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep))
    .filter((parts) => !parts.some((part) => part.startsWith('.')))
    .map((parts) => parts.join('/'))
}
