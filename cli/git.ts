import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** What git prints, without the last line end. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })
  return stdout.trimEnd()
}

/** What git prints; undefined where it fails. */
export async function tryGit(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  return git(folder, ...args).catch(() => undefined)
}
