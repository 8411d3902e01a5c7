import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import type { Project } from 'sightline/engine'
import { projectIn, SightlineError } from 'sightline/engine'
import { exitCodes } from './exit-codes.ts'
import { loadTypeScript } from './load-typescript.ts'
import { tell } from './terminal.ts'

/** A project and the folder that its config stands in. */
export interface LoadedProject {
  readonly project: Project
  readonly folder: string
}

/**
 * Loads the project that the config exports.
 *
 * @throws SightlineError where there is no config, or it throws, or exports something else
 */
export async function loadProject(command: Command): Promise<LoadedProject> {
  const config = projectConfig(command)
  return { project: await importProject(config), folder: dirname(config.file) }
}

/** The config of a project, and the environment that is meant, where it has several. */
export interface ProjectConfig {
  readonly file: string
  readonly environment: string | undefined
}

/**
 * The config that a command works on.
 *
 * @throws SightlineError where there is none, or Node cannot load it
 */
export function projectConfig(command: Command): ProjectConfig {
  const { config, environment } = command.optsWithGlobals<{ config: string; environment?: string }>()
  const file = resolve(config)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new SightlineError({
      code: 'config-not-found',
      what: 'There is no config here.',
      value: file,
      next: 'Run sightline in the folder of sightline.config.ts, or name the file with --config.',
    })
  }
  requireModule(file, config)
  return { file, environment: environment === '' ? undefined : environment }
}

/** Imports a config; a number in its address has Node load it and its files anew. */
export async function importProject({ file, environment }: ProjectConfig, query = ''): Promise<Project> {
  await loadTypeScript()
  const config = relative(process.cwd(), file)
  const sayNeverLoaded = () => {
    tell(
      `error The config never finishes loading: it awaits something that never comes.\n  value: ${config}\n  next:  Look at what it awaits outside of functions, and whether it ends the process.`,
    )
    process.exitCode = exitCodes.failure
  }
  process.once('exit', sayNeverLoaded)
  const loaded: unknown = await import(pathToFileURL(file).href + query)
    .catch((cause: unknown) => {
      throw configThrew(config, cause)
    })
    .finally(() => process.off('exit', sayNeverLoaded))
  const project =
    typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined
  if (isProject(project)) return environment === undefined ? project : projectIn(project, environment)
  throw new SightlineError({
    code: 'config-without-project',
    what: 'The config exports no project.',
    value: config,
    next: 'Write `export default defineProject({ … })` in it.',
  })
}

/** Node takes a file for an ES module only where the nearest package.json says so, and fails obscurely otherwise. */
function requireModule(file: string, config: string): void {
  if (/\.m[jt]s$/.test(file)) return
  const manifest = nearestManifest(dirname(file))
  if (manifest && /"type"\s*:\s*"module"/.test(readFileSync(manifest, 'utf8'))) return
  throw new SightlineError({
    code: 'config-not-a-module',
    what: 'The config is not loaded as an ES module.',
    value: config,
    next: `Add "type": "module" to ${manifest ?? 'a package.json beside the config'}.`,
  })
}

function nearestManifest(folder: string): string | undefined {
  const manifest = join(folder, 'package.json')
  if (existsSync(manifest)) return manifest
  return folder === dirname(folder) ? undefined : nearestManifest(dirname(folder))
}

function isProject(value: unknown): value is Project {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'project' &&
    'sample' in value
  )
}

function configThrew(config: string, cause: unknown): SightlineError {
  if (cause instanceof SightlineError) return cause
  const message = cause instanceof Error ? cause.message.trim() : String(cause)
  const place = cause instanceof Error ? firstPlace(cause) : undefined
  const circle = /^Cannot access '(.+)' before initialization$/.exec(message)
  return new SightlineError(
    {
      code: circle ? 'circular-imports' : 'config-throws',
      what: circle
        ? `The definitions import each other in a circle: ${circle[1]} is used before it is defined.`
        : `The config, or a file it imports, throws: ${message}`,
      value: config,
      ...(place === undefined ? {} : { where: place }),
      next: circle
        ? 'Break the circle: move what both files need into a file of its own.'
        : 'Correct the file; `npx tsc --noEmit` often says more.',
    },
    { cause },
  )
}

/** The first place on an error's stack that is the user's own; the message of a syntax error names it itself. */
function firstPlace({ stack = '' }: Error): string | undefined {
  const match = stack
    .split('\n')
    .find((line) => /^\s*at .*\//.test(line) && !/node_modules|node:|\.sightline\/cache/.test(line))
  return match
    ?.replace(/^\s*at\s+(?:.*\()?(?:file:\/\/)?/, '')
    .replace(/\)$/, '')
    .replace(/\?[^:]*/, '')
}
