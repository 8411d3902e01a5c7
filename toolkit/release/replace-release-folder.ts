import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { access, readdir, readFile, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { hasCode } from '../foundation/has-code.ts'
import { isRunning } from '../foundation/process-identity.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { liveFolders } from './live/live-definition.ts'
import type { ReleaseFile } from './release.ts'
import { desiredPaths } from './release-folder-files.ts'

/** Writes one file of a release. */
export type WriteFile = (file: ReleaseFile) => void

/**
 * Makes a release folder of the files that `fill` writes, whole or not at all; an earlier release there is replaced.
 *
 * @throws SightlineError where the folder cannot be written, or holds something that is not a release
 */
export async function replaceReleaseFolder<Result>(
  folder: string,
  fill: (write: WriteFile) => Result,
): Promise<Result> {
  const target = await realpath(folder).catch(() => resolve(folder))
  await requireReplaceable(target)
  await removeLeftovers(target)
  const temporary = join(dirname(target), `.${basename(target)}-${process.pid}-${randomUUID()}`)
  try {
    const result = fill(writingInto(temporary, target))
    await putInPlace(target, temporary).catch((error: unknown) => {
      throw unwritable(target, error)
    })
    return result
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {})
    throw error
  }
}

function writingInto(temporary: string, target: string): WriteFile {
  const made = new Set<string>()
  return ({ path, content }) => {
    const file = join(temporary, path)
    const parent = dirname(file)
    try {
      if (!made.has(parent)) makeFolder(parent)
      made.add(parent)
      // Asynchronously, Node keeps a copy of each text until memory is collected.
      writeFileSync(file, content)
    } catch (error) {
      throw unwritable(target, error)
    }
  }
}

/** Node's own recursion never ends where a file system, such as /proc, has no such folder and makes none. */
function makeFolder(folder: string): void {
  try {
    makeOne(folder)
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || dirname(folder) === folder) throw error
    makeFolder(dirname(folder))
    makeOne(folder)
  }
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
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
  await rm(old, { recursive: true, force: true })
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
