import { createHash, randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from '../foundation/has-code.ts'
import { isRunning, processIdentity } from '../foundation/process-identity.ts'
import { SightlineError } from '../foundation/sightline-error.ts'

/**
 * Takes a folder for this process, and returns how to give it back; a lock that a killed process left behind is taken
 * over.
 *
 * A lock is never removed by anybody but its holder, since somebody else may have taken it in between. Whoever finds
 * it stale links a claim under a name that belongs to that very holder, which succeeds for one process alone, and then
 * puts its own lock in the place of the stale one. Should that process be killed as well, the next claim is made on
 * its claim: the folder belongs to the last one in the chain that begins with the lock.
 *
 * @throws SightlineError naming the process that holds the folder
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true })
  for (let attempt = 0; attempt < 10; attempt++) {
    if (await take(folder)) return () => rm(lockFile(folder), { force: true })
  }
  throw new SightlineError({
    code: 'folder-lock-contended',
    what: 'The lock of the database folder changes hands faster than it can be taken.',
    value: lockFile(folder),
    next: 'Start one sightline command at a time.',
  })
}

const lockFile = (folder: string) => join(folder, 'lock')

/** The file that makes its author the successor of a holder that was killed. */
export function successorFile(folder: string, holder: string): string {
  return join(folder, `lock-after-${createHash('sha256').update(holder).digest('hex').slice(0, 32)}`)
}

/** Takes the lock; false where it changed hands in the meantime. */
async function take(folder: string): Promise<boolean> {
  const token = randomUUID()
  const identity = `${processIdentity(process.pid)}\n${token}`
  const own = join(folder, `lock-${token}`)
  await writeFile(own, identity)
  try {
    const claimed = await claim(folder, own)
    if (claimed !== lockFile(folder)) {
      if ((await lastInChain(folder)) !== identity) {
        await rm(claimed, { force: true })
        return false
      }
      await rename(own, lockFile(folder))
    }
    for (const name of await readdir(folder)) {
      if (name.startsWith('lock-')) await rm(join(folder, name), { force: true })
    }
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    throw error
  } finally {
    await rm(own, { force: true })
  }
}

/** Links our identity, complete as it is, to the end of the chain, and returns where that was. */
async function claim(folder: string, own: string): Promise<string> {
  for (let file = lockFile(folder); ; ) {
    try {
      await link(own, file)
      return file
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
    }
    const holder = await readFile(file, 'utf8')
    requireEnded(holder, folder)
    file = successorFile(folder, holder)
  }
}

/** Who the folder belongs to: a claim counts only where the lock leads to it. */
async function lastInChain(folder: string): Promise<string | undefined> {
  let last: string | undefined
  for (let file = lockFile(folder); ; file = successorFile(folder, last)) {
    try {
      last = await readFile(file, 'utf8')
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return last
      throw error
    }
  }
}

function requireEnded(holder: string, folder: string): void {
  const [identity = ''] = holder.split('\n')
  const pid = Number.parseInt(identity, 10)
  if (!(pid > 0 && isRunning(pid) && processIdentity(pid) === identity)) return
  throw new SightlineError({
    code: 'folder-in-use',
    what: 'Another sightline process is using this database.',
    value: `process ${pid}, ${folder}`,
    next: 'Wait for it, or stop it with Ctrl-C where it runs.',
  })
}
