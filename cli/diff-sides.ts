import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Project } from 'sightline/engine'
import {
  buildRelease,
  type ComparedRelease,
  comparedRelease,
  deployedRelease,
  desiredGrafana,
  type GrafanaApi,
  grafanaNow,
  readRelease,
  SightlineError,
  withDatabase,
} from 'sightline/engine'
import { buildRevision } from './build-revision.ts'
import { mergeBase, requireRevision } from './git-revision.ts'
import { type LoadedProject, loadProject } from './load-project.ts'

export interface SideNames {
  /** A revision or a release folder, where the base is not what is deployed. */
  readonly base: string | undefined
  readonly head: string | undefined
  /** Where what is deployed is the base. */
  readonly database: string | undefined
  /** The Grafana beside that database. */
  readonly grafana: GrafanaApi | undefined
  readonly onStep: (step: string) => void
}

/** Two sides, and the project whose sample they are compared on. */
export interface DiffSides {
  readonly base: ComparedRelease
  readonly head: ComparedRelease
  readonly project: Project | undefined
}

/** The folder in which the config stands. */
export const projectFolder = (command: Command): string =>
  dirname(resolve(command.optsWithGlobals<{ config: string }>().config))

/** Finds both sides of a comparison, and builds them where they are not built. */
export async function findSides(command: Command, names: SideNames): Promise<DiffSides> {
  const { config, environment } = command.optsWithGlobals<{ config: string; environment?: string }>()
  const here = projectFolder(command)
  const loaded = existsSync(resolve(config)) ? await loadProject(command) : undefined
  const build = { folder: here, config: basename(config), environment, onStep: names.onStep }
  const named = async (name: string): Promise<ComparedRelease> => {
    if (existsSync(join(name, 'manifest.json'))) return readRelease(name, relative('', resolve(name)) || '.')
    return buildRevision(await requireRevision(here, name), build)
  }
  const base = async () => {
    const { database, grafana } = names
    if (database !== undefined) return deployed(database, grafana, requireLoaded(loaded, config))
    return names.base === undefined ? buildRevision(await mergeBase(here), build) : named(names.base)
  }
  const head = async () => {
    if (names.head !== undefined) return named(names.head)
    return comparedRelease(buildRelease(requireLoaded(loaded, config)), 'the working tree')
  }
  const [one, other] = await both(base(), head())
  return { base: one, head: other, project: loaded?.project }
}

/** Waits for both to end, so that nothing is left behind where one of them fails. */
async function both<T>(one: Promise<T>, other: Promise<T>): Promise<[T, T]> {
  await Promise.allSettled([one, other])
  return Promise.all([one, other])
}

/** What a database has, and the dashboards of the Grafana that reads it, where one is named. */
async function deployed(
  url: string,
  api: GrafanaApi | undefined,
  project: Project,
): Promise<ComparedRelease> {
  const grafana = api && (await grafanaNow(api, desiredGrafana(buildRelease(project))))
  return withDatabase(url, (client) => deployedRelease(client, project.name, grafana))
}

function requireLoaded(loaded: LoadedProject | undefined, config: string): Project {
  if (loaded) return loaded.project
  throw new SightlineError({
    code: 'config-not-found',
    what: 'There is no config here.',
    value: config,
    next: 'Run sightline in the folder of sightline.config.ts, or name two release folders.',
  })
}
