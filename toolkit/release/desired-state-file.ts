import { type DesiredState, desiredState } from '../deploy/desired-state.ts'
import type { Release, ReleaseFile } from './release.ts'

/** Where a release folder keeps what it wants of a database. */
export const desiredStatePath = 'desired-state.json'

/** What a release wants of a database, as a file: the folder can be deployed without the code that built it. */
export function desiredStateFile(release: Release): ReleaseFile {
  return { path: desiredStatePath, content: `${JSON.stringify(desiredState(release), null, 2)}\n` }
}

/** Every file of a release folder. */
export function releaseFolderFiles(release: Release): readonly ReleaseFile[] {
  return [...release.files, desiredStateFile(release)]
}

/** Whether a text that was read holds what a release wants of a database. */
export function isDesiredState(value: unknown): value is DesiredState {
  if (typeof value !== 'object' || value === null) return false
  const texts = ['project', 'version', 'contentHash', 'readerRole']
  const lists = ['sources', 'objects', 'schedules', 'queries']
  const fields = new Map<string, unknown>(Object.entries(value))
  return (
    texts.every((name) => typeof fields.get(name) === 'string') &&
    lists.every((name) => Array.isArray(fields.get(name)))
  )
}
