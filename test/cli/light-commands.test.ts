import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository, runProgram } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = await temporaryFolder()
// The first command after a change of the sources also bundles them.
await runProgram([join(repository, 'bin/sightline.mjs'), '--version'], repository)

/** The packages of which a command loads something, as Node resolves them. */
async function loadedPackages(...args: string[]): Promise<string[]> {
  const log = join(folder, `${args[0]}.log`)
  const hooks = join(folder, 'hooks.mjs')
  await writeFile(
    hooks,
    `import { appendFileSync } from 'node:fs'
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context)
  appendFileSync(${JSON.stringify(log)}, found.url + '\\n')
  return found
}`,
  )
  const register = join(folder, 'register.mjs')
  await writeFile(
    register,
    `import { register } from 'node:module'\nregister('./hooks.mjs', import.meta.url)`,
  )
  const program = join(repository, 'bin/sightline.mjs')
  const { code, stderr } = await runProgram(['--import', register, program, ...args], repository)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const urls = await readLines(log)
  const names = urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [])
  return [...new Set(names)].sort()
}

async function readLines(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).split('\n')
}

test('--version loads no package at all', async () => {
  expect(await loadedPackages('--version')).toEqual([])
})

test('build loads no driver, server, browser or colour of a chart', async () => {
  const loaded = await loadedPackages('build', '--out', join(folder, 'release'))
  const light = ['croner', 'get-tsconfig', 'oxc-transform', 'resolve-pkg-maps']
  expect(loaded.filter((name) => !light.includes(name) && !name.startsWith('@oxc'))).toEqual([])
})
