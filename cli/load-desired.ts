import { resolve } from 'node:path'
import type { Command } from 'commander'
import { buildRelease, type DesiredState, desiredState, readDesiredState } from 'sightline'
import { loadProject } from './load-project.ts'

/** Adds `--release` to a command. */
export function withReleaseOption(command: Command): Command {
  return command.option('--release <dir>', 'a folder that build wrote, in place of this project')
}

/** What to deploy, and the folder that it comes from: a built release where one is named, else this project. */
export async function loadDesired(
  command: Command,
  { release }: { readonly release?: string },
): Promise<{ readonly desired: DesiredState; readonly folder: string }> {
  if (release !== undefined) return { desired: await readDesiredState(release), folder: resolve(release) }
  const { project, folder } = await loadProject(command)
  return { desired: desiredState(buildRelease(project)), folder }
}
