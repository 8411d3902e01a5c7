import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Every Node and TypeScript that the package works with. */
export const nodeMajors = [20, 22, 24, 26] as const
export const typeScripts = ['5.9', '7.0'] as const

/** Runs a program to its end and gives what it printed; throws with all it said where it fails. */
export function succeed(program: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, NO_COLOR: '1', npm_config_loglevel: 'error' }
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, env, maxBuffer: 10_000_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program} ${args.join(' ')}: ${stdout}${stderr}`))
      else resolve(stdout)
    })
  })
}

/** A Node of this major, installed from npm into a folder of its own; undefined where npm has none for this platform. */
export async function installNode(major: number, parent: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined
  const name = `node-linux-${process.arch}`
  const folder = await emptyPackage(join(parent, `node-${major}`))
  await succeed('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `${name}@${major}`], folder)
  const program = join(folder, 'node_modules', name, 'bin/node')
  return existsSync(program) ? program : undefined
}

/** The compiler of this version, installed from npm into a folder of its own. */
export async function installTypeScript(version: string, parent: string): Promise<string> {
  const folder = await emptyPackage(join(parent, `typescript-${version}`))
  const wanted = `typescript@${version}`
  await succeed('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', wanted], folder)
  return join(folder, 'node_modules/.bin/tsc')
}

async function emptyPackage(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "private": true }')
  return folder
}

/** Packs a package as npm would publish it; returns the archive. */
export async function packed(from: string, into: string): Promise<string> {
  const before = new Set(await readdir(into))
  await succeed('npm', ['pack', '--pack-destination', into], from)
  const [name = ''] = (await readdir(into)).filter((file) => file.endsWith('.tgz') && !before.has(file))
  return join(into, name)
}
