import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type ComparedRelease, readRelease, SightlineError } from 'sightline/engine'
import { withCheckout } from './checkout.ts'
import type { Revision } from './git-revision.ts'
import { installDependencies } from './install-dependencies.ts'
import { runProcess } from './run-process.ts'

interface BuildOptions {
  /** The folder of the working tree in which the config stands. */
  readonly folder: string
  /** The config's name from that folder. */
  readonly config: string
  /** The environment that both sides are built for, where one is named. */
  readonly environment: string | undefined
  readonly onStep: (step: string) => void
}

/**
 * Builds a revision with its own code and its own dependencies, as a process of its own.
 *
 * @throws SightlineError where it has no config or no sightline, or does not build
 */
export async function buildRevision(revision: Revision, options: BuildOptions): Promise<ComparedRelease> {
  const { config, environment, onStep } = options
  const { name } = revision
  return withCheckout(options.folder, revision, async (checkout) => {
    const { folder, scratch } = checkout
    if (!existsSync(join(folder, config))) throw withoutConfig(name, config)
    await installDependencies(checkout, name, onStep)
    onStep(`Building ${name}`)
    const out = join(scratch, 'release')
    const program = findSightline(folder, checkout.root)
    if (program === undefined) throw withoutSightline(name)
    const environmentArgs = environment === undefined ? [] : ['--environment', environment]
    const args = [program, '--config', config, ...environmentArgs, 'build', '--out', out]
    const { code, output } = await runProcess(process.execPath, args, folder)
    if (code !== 0) throw doesNotBuild(name, output.replaceAll(`${checkout.root}/`, ''))
    return await readRelease(out, name, { isBuiltHere: true }).catch((cause: unknown) => {
      throw tooOld(name, cause)
    })
  })
}

/** The sightline of a checkout: its own, where the checkout is sightline's, or else the one that it has installed. */
function findSightline(folder: string, root: string): string | undefined {
  for (let current = folder; current.startsWith(root); current = dirname(current)) {
    const own = programOf(join(current, 'package.json'))
    if (own !== undefined) return own
  }
  try {
    return programOf(createRequire(join(folder, 'package.json')).resolve('sightline/package.json'))
  } catch {
    return undefined
  }
}

function programOf(manifest: string): string | undefined {
  if (!existsSync(manifest)) return undefined
  const content: { name?: string; bin?: { sightline?: string } } = JSON.parse(readFileSync(manifest, 'utf8'))
  const program = content.name === 'sightline' ? content.bin?.sightline : undefined
  return program === undefined ? undefined : join(dirname(manifest), program)
}

const withoutConfig = (name: string, config: string) =>
  new SightlineError({
    code: 'revision-without-config',
    what: `${name} has no project: there is no config in it.`,
    value: config,
    next: 'Compare with a revision that has one; of a first release everything is new.',
  })

const withoutSightline = (name: string) =>
  new SightlineError({
    code: 'revision-without-sightline',
    what: `${name} does not have sightline among its dependencies.`,
    value: 'sightline',
    next: 'Compare with a revision that has it.',
  })

const doesNotBuild = (name: string, output: string) =>
  new SightlineError({
    code: 'revision-does-not-build',
    what: `${name} does not build.`,
    value: output.trim().split('\n').slice(0, 12).join('\n         '),
    next: 'Compare with a revision that builds, or with a release folder.',
  })

const tooOld = (name: string, cause: unknown) =>
  new SightlineError(
    {
      code: 'revision-too-old',
      what: `${name} has a sightline that is too old to compare with: its releases do not say what they want of a database.`,
      value: name,
      next: 'Compare with a later revision.',
    },
    { cause },
  )
