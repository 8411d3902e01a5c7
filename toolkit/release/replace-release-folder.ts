import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { access, readdir, readFile, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isRunning } from '../foundation/process-identity.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { FolderWriter } from './folder-writer.ts'
import { liveFolders } from './live/live-definition.ts'
import type { ReleaseFile } from './release.ts'
import { desiredPaths } from './release-folder-files.ts'

/** Writes one file of a release; the next one can be made before it is written. */
export type WriteFile = (file: ReleaseFile) => Promise<void>

/**
 * Makes a release folder of the files that `fill` writes, whole or not at all; an earlier release there is replaced.
 *
 * @throws SightlineError where the folder cannot be written, or holds something that is not a release
 */
export async function replaceReleaseFolder<Result>(
  folder: string,
  fill: (write: WriteFile) => Promise<Result>,
): Promise<Result> {
  const target = await realpath(folder).catch(() => resolve(folder))
  await requireReplaceable(target)
  await removeLeftovers(target)
  const temporary = join(dirname(target), `.${basename(target)}-${process.pid}-${randomUUID()}`)
  const writer = new FolderWriter(temporary)
  const refuse = (error: unknown) => {
    throw unwritable(target, error)
  }
  try {
    const result = await fill((file) => writer.write(file).catch(refuse))
    await writer.end().catch(refuse)
    await putInPlace(target, temporary).catch(refuse)
    return result
  } catch (error) {
    await writer.end().catch(() => {})
    await rm(temporary, { recursive: true, force: true }).catch(() => {})
    throw error
  }
}

async function putInPlace(target: string, replacement: string): Promise<void> {
  if (!(await exists(target))) return rename(replacement, target)
  const old = `${replacement}-old`
  await rename(target, old)
  try {
    await rename(replacement, target)
  } catch (error) {
    await rename(old, target)
    throw error
  }
  // File by file, threads cost more than they save.
  rmSync(old, { recursive: true, force: true })
}

/** What a release folder holds, and nothing else. */
const ownEntries = new Set<string>([
  'manifest.json',
  ...Object.values(desiredPaths),
  'sql',
  'checks',
  'exports',
  'reports',
  ...Object.values(liveFolders),
  'grafana',
])

/** Only an empty folder or an earlier release may be replaced. */
async function requireReplaceable(target: string): Promise<void> {
  if (!(await exists(target))) return
  const entries = await readdir(target).catch((error: unknown) => {
    throw unwritable(target, error)
  })
  if (entries.length === 0 || (await isRelease(target, entries))) return
  throw new SightlineError({
    code: 'output-folder-not-a-release',
    what: 'The output folder holds files that are not a release, and they would be lost.',
    value: target,
    next: 'Choose another folder with --out, or empty this one.',
  })
}

async function isRelease(target: string, entries: readonly string[]): Promise<boolean> {
  if (entries.some((entry) => !ownEntries.has(entry))) return false
  const manifest = await readFile(join(target, 'manifest.json'), 'utf8').catch(() => '')
  return ['"version"', '"contentHash"', '"objects"', '"sources"'].every((key) => manifest.includes(key))
}

/** What a build that was killed left beside the target. */
async function removeLeftovers(target: string): Promise<void> {
  const prefix = `.${basename(target)}-`
  for (const name of await readdir(dirname(target)).catch(() => [])) {
    const [pid = ''] = name.startsWith(prefix) ? name.slice(prefix.length).split('-') : []
    if (!/^\d+$/.test(pid) || isRunning(Number(pid))) continue
    await rm(join(dirname(target), name), { recursive: true, force: true })
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function unwritable(target: string, cause: unknown): SightlineError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new SightlineError(
    {
      code: 'release-not-written',
      what: `The release cannot be written: ${reason}.`,
      value: target,
      next: 'Choose a folder that you may write to with --out.',
    },
    { cause },
  )
}
