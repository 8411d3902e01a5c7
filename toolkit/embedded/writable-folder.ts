import { access, constants, mkdir } from 'node:fs/promises'
import { SightlineError } from '../foundation/sightline-error.ts'

/**
 * Makes a folder for the embedded Postgres where there is none.
 *
 * @throws SightlineError where it cannot be made, or belongs to somebody else, such as root after a run with sudo
 */
export async function writableFolder(folder: string, mode = 0o777): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode })
    await access(folder, constants.W_OK)
    return folder
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new SightlineError(
      {
        code: 'folder-not-writable',
        what: `The embedded Postgres has no place for its files: ${reason}.`,
        value: folder,
        next: 'Let this user write to that folder, or delete it if another user made it.',
      },
      { cause },
    )
  }
}
