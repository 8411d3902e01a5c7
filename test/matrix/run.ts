import { statSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repository } from '../support/run-sightline.ts'
import { installNode, installTypeScript, nodeMajors, packed, succeed, typeScripts } from './installed.ts'

/** How each package manager installs what a package.json names. */
const managers = {
  npm: ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline'],
  pnpm: ['npx', '--yes', 'pnpm@9', 'install', '--prefer-offline'],
  yarn: ['npx', '--yes', 'yarn@1', 'install', '--no-lockfile', '--prefer-offline'],
} as const

const command = 'node_modules/sightline/bin/sightline.mjs'
const say = (line: string) => process.stdout.write(`${line}\n`)

/** Runs one thing that must work, and says how long it took. */
async function job<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now()
  const result = await work()
  say(`ok  ${what}, ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return result
}

/** The quickstart, with the packed package as its dependency. */
async function projectWith(tarball: string, folder: string): Promise<string> {
  const isSource = (path: string) => !/\/(node_modules|\.sightline|release)$/.test(path)
  await cp(join(repository, 'examples/quickstart'), folder, { recursive: true, filter: isSource })
  await dependOn(tarball, folder)
  return folder
}

async function dependOn(tarball: string, folder: string): Promise<void> {
  const file = join(folder, 'package.json')
  const manifest = JSON.parse(await readFile(file, 'utf8'))
  const dependencies = { ...manifest.dependencies, sightline: `file:${tarball}` }
  await writeFile(file, JSON.stringify({ ...manifest, dependencies }))
}

/** `npm create sightline` from the packed packages, and the steps that it prints. */
async function createProject(tarball: string, folder: string): Promise<string> {
  const creator = await packed(join(repository, 'create-sightline'), folder)
  const starter = join(folder, 'starter')
  const dependencies = { sightline: `file:${tarball}`, 'create-sightline': `file:${creator}` }
  await mkdir(starter)
  await writeFile(join(starter, 'package.json'), JSON.stringify({ private: true, dependencies }))
  const [npm, ...install] = managers.npm
  await succeed(npm, install, starter)
  await succeed('npx', ['create-sightline', 'analytics', '--yes'], starter)
  const created = join(starter, 'analytics')
  await dependOn(tarball, created)
  await succeed(npm, install, created)
  return succeed('npm', ['run', '--silent', 'check'], created)
}

/** What somebody gets who wants no optional part: how long it takes, how large it is, and how soon it answers. */
async function installLightly(tarball: string, folder: string): Promise<void> {
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), '{ "private": true }')
  const install = ['install', '--no-audit', '--no-fund', '--omit=optional', tarball]
  const installOnce = async () => {
    await rm(join(folder, 'node_modules'), { recursive: true, force: true })
    return secondsOf(() => succeed('npm', install, folder))
  }
  requireBelow(20, 's to install', await leastOf(3, 20, installOnce))
  const installed = await readdir(join(folder, 'node_modules'), { recursive: true, withFileTypes: true })
  const sizes = installed.map((entry) =>
    entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0,
  )
  requireBelow(60, 'MB', sizes.reduce((sum, size) => sum + size, 0) / 1_000_000)
  const telling = async () =>
    Number(await succeed('node', ['--import', tellsTime, command, '--version'], folder).then(lastLine))
  requireBelow(0.2, 's of a processor to tell the version', await leastOf(5, 0.2, telling))
}

/** A module that has a process end with the seconds that it kept a processor busy, which no other process changes. */
const tellsTime = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); console.log((user + system) / 1e6) })",
)}`

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''

/** The least of some tries, of which none is made once one is below a limit: others may keep the machine busy. */
async function leastOf(tries: number, limit: number, attempt: () => Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let made = 0; made < tries && least >= limit; made += 1) least = Math.min(least, await attempt())
  return least
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

function requireBelow(limit: number, what: string, found: number): void {
  if (found >= limit) throw new Error(`${found.toFixed(2)} ${what}, and not below ${limit}`)
  say(`    ${found.toFixed(2)} ${what}`)
}

/** Uses the packed package with every package manager, compiler and Node. */
async function runMatrix(folder: string, managersToRun: readonly (keyof typeof managers)[]): Promise<void> {
  await chmod(folder, 0o755) // root's Postgres runs under another account
  const tarball = await job('packed', () => packed(repository, folder))
  await job('npm installs it without optional parts', () => installLightly(tarball, join(folder, 'light')))
  const apps = new Map<string, string>()
  for (const name of managersToRun) {
    const [program, ...args] = managers[name]
    const app = await projectWith(tarball, join(folder, name))
    await job(`${name} installs`, () => succeed(program, args, app))
    await job(`${name}: build`, () => succeed('node', [command, 'build'], app))
    apps.set(name, app)
  }
  for (const version of typeScripts) {
    const compiler = await installTypeScript(version, folder)
    for (const [name, app] of apps)
      await job(`TypeScript ${version} compiles the project of ${name}`, () =>
        succeed(compiler, ['--noEmit', '--skipLibCheck', 'false', '-p', app], app),
      )
  }
  const [app = ''] = apps.values()
  for (const major of nodeMajors) {
    const program = await installNode(major, folder)
    if (program === undefined) say(`--  Node ${major}: npm has none for this platform`)
    else await job(`Node ${major}: check`, () => succeed(program, [command, 'check'], app))
  }
  await job('npm create sightline, npm install, npm run check', () => createProject(tarball, folder))
}

const names = Object.keys(managers).filter((name): name is keyof typeof managers => name in managers)
const given = process.argv.slice(2)
const folder = await mkdtemp(join(tmpdir(), 'sightline-matrix-'))
try {
  await runMatrix(
    folder,
    names.filter((name) => given.length === 0 || given.includes(name)),
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}
