import { existsSync, readFileSync } from 'node:fs'
import { symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { SightlineError } from 'sightline/engine'
import type { Checkout } from './checkout.ts'
import { runProcess } from './run-process.ts'

const lockFiles = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock']

/**
 * Gives a checkout its own dependencies: those of the working tree where both lock files agree, or else installed ones.
 *
 * @throws SightlineError where they cannot be installed
 */
export async function installDependencies(
  checkout: Checkout,
  label: string,
  onStep: (step: string) => void,
): Promise<void> {
  const { root, repository } = checkout
  const folder = packageFolder(checkout)
  const present = join(repository, relative(root, folder))
  if (existsSync(join(folder, 'node_modules'))) return
  if (existsSync(join(present, 'node_modules')) && locksAgree(folder, present)) {
    await symlink(join(present, 'node_modules'), join(folder, 'node_modules'), 'dir')
    return
  }
  onStep(`Installing the dependencies of ${label}`)
  const { code, output } = existsSync(join(folder, 'package-lock.json'))
    ? await runProcess('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], folder)
    : { code: 1, output: 'There is no package-lock.json, and what is installed here is not what it had.' }
  if (code === 0) return
  throw new SightlineError({
    code: 'dependencies-not-installed',
    what: `The dependencies of ${label} cannot be installed.`,
    value: output.trim().split('\n').slice(-5).join('\n         '),
    next: 'Build that revision yourself with `sightline build --out FOLDER`, and name the folder in place of it.',
  })
}

/** The nearest folder with a lock file, from the config up to the root of the repository. */
function packageFolder({ root, folder }: Checkout): string {
  for (let current = folder; current.startsWith(root); current = dirname(current)) {
    if (lockFiles.some((name) => existsSync(join(current, name)))) return current
    if (existsSync(join(current, 'node_modules'))) return current
  }
  return folder
}

/** Packages of a workspace are links into the working tree, whose code is not that of the checkout. */
function locksAgree(one: string, other: string): boolean {
  const texts = [one, other].map((folder) =>
    lockFiles
      .map((name) => join(folder, name))
      .filter(existsSync)
      .map((file) => readFileSync(file, 'utf8')),
  )
  const [own = [], present = []] = texts
  return (
    own.join('\n') === present.join('\n') && !own.some((text) => /"link": true|link:|workspace:/.test(text))
  )
}
