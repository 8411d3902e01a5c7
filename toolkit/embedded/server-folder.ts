import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { isRunning, processIdentity } from '../foundation/process-identity.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { removeUnfinished } from './initialise-cluster.ts'
import { ownedByUs, reachable } from './server-files.ts'
import { endLeftover } from './server-process.ts'
import { writableFolder } from './writable-folder.ts'

/**
 * The folder for a project's own databases: `.sightline` beside its config, or a folder of the machine's temporary
 * ones where root's server, which runs under another account, could not get into the project.
 */
export async function projectServerFolder(projectFolder: string): Promise<string> {
  const folder = await writableFolder(join(projectFolder, '.sightline'))
  if (userInfo().uid !== 0 || reachable(join(folder, 'anything')) || reachable(folder)) return folder
  const hash = createHash('sha256').update(projectFolder).digest('hex').slice(0, 12)
  const elsewhere = join(tmpdir(), `sightline-${hash}`)
  await mkdir(elsewhere, { recursive: true, mode: 0o755 })
  if (ownedByUs(elsewhere)) return elsewhere
  throw new SightlineError({
    code: 'folder-of-somebody-else',
    what: 'The folder for the embedded Postgres belongs to somebody else.',
    value: elsewhere,
    next: 'Remove it, or let others pass through the folders above your project: chmod o+x.',
  })
}

/** The folder of the server that is kept from run to run. */
export async function keptServerFolder(projectFolder: string): Promise<string> {
  return writableFolder(join(await projectServerFolder(projectFolder), 'kept'), 0o755)
}

/** A fresh folder for a server that lives as long as this process; those that killed processes left are removed. */
export async function throwawayServerFolder(projectFolder: string): Promise<string> {
  const parent = await writableFolder(join(await projectServerFolder(projectFolder), 'run'), 0o755)
  await sweep(parent)
  const [, started = ''] = processIdentity(process.pid).split(' ')
  return mkdtemp(join(parent, `${process.pid}-${started}-`))
}

async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [pid = '', started = ''] = name.split('-')
    const alive = isRunning(Number(pid)) && processIdentity(Number(pid)) === `${pid} ${started}`
    if (alive) continue
    await endLeftover(join(parent, name, 'data'))
    await removeUnfinished(join(parent, name))
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}
