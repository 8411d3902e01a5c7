import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SightlineError } from '../define/sightline-error.ts'
import type { DesiredState } from '../deploy/desired-state.ts'
import { desiredStatePath, isDesiredState } from './desired-state-file.ts'

/**
 * Reads what a release folder wants of a database.
 *
 * @throws SightlineError where the folder is not a release
 * @example await applyRelease(client, await readDesiredState('release'))
 */
export async function readDesiredState(folder: string): Promise<DesiredState> {
  const file = join(folder, desiredStatePath)
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw notARelease(file, 'This folder is not a release.', cause)
  })
  const state = parsed(text)
  if (isDesiredState(state)) return state
  throw notARelease(file, 'This file does not hold what a release wants of a database.')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function notARelease(file: string, what: string, cause?: unknown): SightlineError {
  const next = 'Run `sightline build --out FOLDER` again, and name that folder.'
  return new SightlineError({ what, value: file, next }, { cause })
}
