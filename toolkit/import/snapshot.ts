import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { SightlineError } from '../foundation/sightline-error.ts'

/** What an import before this one has read; undefined where there was none. */
export async function readSnapshot<Read>(
  folder: string,
  path: string,
  schema: v.GenericSchema<unknown, Read>,
): Promise<Read | undefined> {
  const file = join(folder, path)
  if (!existsSync(file)) return undefined
  try {
    return v.parse(schema, JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new SightlineError(
      {
        code: 'malformed-stored-form',
        what: 'What the import before has left is not in the form in which it was written.',
        value: path,
        next: 'Take it from your version control, or remove what was imported and import again.',
      },
      { cause },
    )
  }
}

/** As it is kept. */
export const snapshotText = (read: object): string => `${JSON.stringify(read, undefined, 1)}\n`
