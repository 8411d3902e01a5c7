import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../toolkit/embedded/free-port.ts'
import { withClient } from '../../toolkit/postgres/with-client.ts'
import { releaseLater } from './resources.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A pgbouncer before a database, for one test file; returns the connection string through it. */
export async function pooler(
  connectionString: string,
  mode: 'transaction' | 'session',
  size = 1,
): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(connectionString)
  const folder = await temporaryFolder()
  const here = await freePort()
  const database = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`
  const lines = [
    '[databases]',
    `* = ${database}`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1\nlisten_port = ${here}\nunix_socket_dir =\nauth_type = any`,
    `pool_mode = ${mode}\ndefault_pool_size = ${size}\nlogfile = ${join(folder, 'log')}`,
  ]
  const file = join(folder, 'pgbouncer.ini')
  await writeFile(file, `${lines.join('\n')}\n`)
  const account = userInfo().uid === 0 ? ['-u', 'nobody'] : []
  if (account.length > 0) await Promise.all([folder, file].map((path) => chown(path, 65534, 65534)))
  const process_ = spawn('/usr/sbin/pgbouncer', [...account, file], { stdio: 'ignore' })
  releaseLater(async () => {
    if (process_.exitCode !== null) return
    process_.kill('SIGKILL')
    await once(process_, 'exit')
  })
  const url = `postgres://${username}@127.0.0.1:${here}${pathname}`
  while (!(await withClient(url, (client) => client.query('select')).catch(() => undefined))) {
    if (process_.exitCode !== null) throw new Error(`pgbouncer ended with ${process_.exitCode}.`)
    await wait(20)
  }
  return url
}
