import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { hasEnded } from '../foundation/process-identity.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { ServerAccount } from './server-files.ts'
import { endWithProcess, environment, forgetProcess } from './server-process.ts'

const run = promisify(execFile)

/** Names the superuser of every embedded server. */
export const superuser = 'sightline'

/** Whether a folder holds the data of a server, complete, and the password to it. */
export function isInitialised(folder: string): boolean {
  return existsSync(join(folder, 'data', 'PG_VERSION')) && existsSync(join(folder, 'password'))
}

const prefix = 'initialising-'

/**
 * Makes the data and the password of a server in a folder; they get their names when they are complete, so that an
 * initdb that ends early leaves nothing that looks like a server.
 *
 * @throws SightlineError with the words of initdb
 */
export async function initialiseCluster(
  folder: string,
  initdb: { readonly program: string; readonly options: readonly string[] },
  account: ServerAccount | undefined,
): Promise<void> {
  const partial = await mkdtemp(join(folder, prefix))
  const data = join(partial, 'data')
  const password = join(partial, 'password')
  try {
    await writeFile(password, `${randomBytes(16).toString('hex')}\n`, { mode: 0o600 })
    await mkdir(data, { mode: 0o700 })
    if (account) {
      for (const path of [partial, data, password]) await chown(path, account.uid, account.gid)
      await chmod(folder, 0o755)
    }
    const access = [`--username=${superuser}`, `--pwfile=${password}`, '--auth=scram-sha-256']
    const options = ['--no-sync', '--no-instructions', '--encoding=UTF8', ...initdb.options, ...access]
    await runInitdb(partial, initdb.program, [`--pgdata=${data}`, ...options], account)
    await rm(join(folder, 'data'), { recursive: true, force: true })
    await rename(password, join(folder, 'password'))
    await rename(data, join(folder, 'data'))
  } finally {
    await removePartial(partial)
  }
}

async function runInitdb(
  partial: string,
  program: string,
  args: readonly string[],
  account: ServerAccount | undefined,
): Promise<void> {
  const ended = run(program, args, { ...account, env: environment })
  const pid = ended.child.pid ?? 0
  endWithProcess(pid, 'SIGKILL')
  try {
    await Promise.all([ended, writeFile(join(partial, 'pid'), String(pid))])
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new SightlineError(
      {
        code: 'initdb-failed',
        what: 'The data of the embedded Postgres could not be set up: initdb failed.',
        value: said.split('\n').slice(-3).join('\n         ') || String(cause),
        next: 'Try again; if it fails once more, see that the disk has room and the folder can be written.',
      },
      { cause },
    )
  } finally {
    forgetProcess(pid)
  }
}

/** Removes what an initdb left that did not come to its end, and ends one that outlived a killed process. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(prefix)) await removePartial(join(folder, name))
  }
}

async function removePartial(partial: string): Promise<void> {
  const pid = Number(await readFile(join(partial, 'pid'), 'utf8').catch(() => '0'))
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (pid > 0 && command.includes(partial)) {
    process.kill(pid, 'SIGKILL')
    await hasEnded(pid, 5_000)
  }
  await rm(partial, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}
