import { resolve } from 'node:path'
import type { Command } from 'commander'
import {
  buildRelease,
  type DesiredGrafana,
  type DesiredState,
  desiredGrafana,
  desiredState,
  queryPlaces,
  readReleaseFolder,
} from 'sightline/engine'
import { loadProject } from './load-project.ts'

/** Adds `--release` to a command. */
export function withReleaseOption(command: Command): Command {
  return command.option('--release <dir>', 'a folder that build wrote, in place of this project')
}

/** What a release wants of both sides, and the folder that it comes from. */
export interface Desired {
  readonly desired: DesiredState
  /** Made when it is read. */
  readonly grafana: DesiredGrafana
  readonly folder: string
  /** Where a query is defined; nobody knows that of a built release. */
  placeOf(where: string): string | undefined
}

/** What to deploy: a built release where one is named, else this project. */
export async function loadDesired(
  command: Command,
  { release }: { readonly release?: string },
): Promise<Desired> {
  if (release !== undefined) {
    const { desired, grafana } = await readReleaseFolder(release)
    return { desired, grafana, folder: resolve(release), placeOf: () => undefined }
  }
  const { project, folder } = await loadProject(command)
  const built = buildRelease(project)
  return {
    desired: desiredState(built),
    get grafana() {
      return desiredGrafana(built)
    },
    folder,
    placeOf: queryPlaces(built),
  }
}
