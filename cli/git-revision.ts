import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The revision of the repository that a folder is in, where there is one. */
export async function gitRevision(folder: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: folder })
    return stdout.trim()
  } catch {
    return undefined
  }
}
