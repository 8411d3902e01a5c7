import { createWriteStream, statSync, type WriteStream } from 'node:fs'
import { readdir, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { isRunning, SightlineError } from 'sightline/engine'

/**
 * Writes a file that appears whole or not at all; what is no file, such as a pipe, is written to as it is.
 *
 * @throws SightlineError where there is no room, no folder, or no right to write
 */
export async function writeWholeFile<T>(target: string, write: (out: Writable) => Promise<T>): Promise<T> {
  const stat = statSync(target, { throwIfNoEntry: false })
  if (stat && !stat.isFile()) return writeTo(createWriteStream(target), target, write)
  return replaceFile(stat ? await realpath(target) : target, write)
}

/** A link stays one, and what it leads to is replaced. */
async function replaceFile<T>(target: string, write: (out: Writable) => Promise<T>): Promise<T> {
  await removeLeftovers(target)
  const partial = join(dirname(target), `${partialPrefix(target)}${process.pid}${suffix}`)
  try {
    const result = await writeTo(createWriteStream(partial, { flags: 'wx' }), target, write)
    await rename(partial, target).catch((error: unknown) => {
      throw notWritten(target, error)
    })
    return result
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

async function writeTo<T>(
  out: WriteStream,
  target: string,
  write: (out: Writable) => Promise<T>,
): Promise<T> {
  const failed = new Promise<never>((_, reject) =>
    out.once('error', (error) => reject(notWritten(target, error))),
  )
  try {
    return await Promise.race([write(out), failed])
  } catch (error) {
    out.destroy()
    throw out.errored ? notWritten(target, out.errored) : error
  }
}

const suffix = '.partial'
const partialPrefix = (target: string): string => `.${basename(target)}.`

/** What a process that was killed left beside the target. */
async function removeLeftovers(target: string): Promise<void> {
  const folder = dirname(target)
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(partialPrefix(target)) || !name.endsWith(suffix)) continue
    const pid = Number(name.slice(partialPrefix(target).length, -suffix.length))
    if (Number.isInteger(pid) && !isRunning(pid)) await rm(join(folder, name), { force: true })
  }
}

function notWritten(target: string, cause: unknown): SightlineError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new SightlineError(
    {
      code: 'export-not-written',
      what: `The file cannot be written: ${reason}. Nothing of it is left.`,
      value: target,
      next: 'Make room, or choose a folder that you may write to with --out.',
    },
    { cause },
  )
}
