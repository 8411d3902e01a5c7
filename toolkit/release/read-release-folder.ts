import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SightlineError } from '../foundation/sightline-error.ts'
import { type DesiredGrafana, isDesiredGrafana } from './desired-grafana.ts'
import { type DesiredState, isDesiredState } from './desired-state.ts'
import { desiredPaths } from './release-folder-files.ts'

/**
 * Reads what a release folder wants of a database.
 *
 * @throws SightlineError where the folder is not a release
 * @example await applyRelease(client, await readDesiredState('release'))
 */
export async function readDesiredState(folder: string): Promise<DesiredState> {
  return read(join(folder, desiredPaths.database), isDesiredState)
}

/**
 * Reads what a release folder wants of a Grafana.
 *
 * @throws SightlineError where the folder is not a release
 * @example await pushGrafana(api, await readDesiredGrafana('release'), { environment: process.env })
 */
export async function readDesiredGrafana(folder: string): Promise<DesiredGrafana> {
  return read(join(folder, desiredPaths.grafana), isDesiredGrafana)
}

async function read<T>(file: string, isWanted: (value: unknown) => value is T): Promise<T> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw notARelease(file, 'This folder is not a release.', cause)
  })
  const value = parsed(text)
  if (isWanted(value)) return value
  throw notARelease(file, 'This file does not hold what a release wants.')
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
