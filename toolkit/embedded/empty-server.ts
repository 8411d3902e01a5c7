import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SightlineError } from '../foundation/sightline-error.ts'
import { type ClusterState, clusterState, removeAllSince } from './cluster-state.ts'
import { type EmbeddedServer, embeddedInstallation, startServer } from './embedded-server.ts'
import { lockFolder } from './folder-lock.ts'
import { removeUnfinished } from './initialise-cluster.ts'
import { clusterIdentity, type KeptNote, takeNote, writeNote } from './kept-note.ts'
import { serverAccount } from './server-files.ts'
import { keptServerFolder } from './server-folder.ts'
import { endLeftover } from './server-process.ts'
import { withThrowawayServer } from './throwaway-server.ts'

/**
 * Runs something with an embedded Postgres as empty as a new one. One is kept beside the project, stopped and emptied
 * from run to run; it is made anew where it was not emptied to the end. Whoever comes while it is in use gets a server
 * of its own.
 *
 * @example await withEmptyServer('.', (server) => withClient(server.connectionString('postgres'), use))
 */
export async function withEmptyServer<T>(
  projectFolder: string,
  use: (server: EmbeddedServer) => Promise<T>,
): Promise<T> {
  const folder = await keptServerFolder(projectFolder)
  const unlock = await lockUnlessInUse(folder)
  if (!unlock) return withThrowawayServer(projectFolder, use)
  try {
    return await withKeptServer(folder, use)
  } finally {
    await unlock()
  }
}

async function lockUnlessInUse(folder: string): Promise<(() => Promise<void>) | undefined> {
  try {
    return await lockFolder(folder)
  } catch (error) {
    if (error instanceof SightlineError && busy.has(error.problem.code)) return undefined
    throw error
  }
}

const busy = new Set(['folder-in-use', 'folder-lock-contended'])

async function withKeptServer<T>(folder: string, use: (server: EmbeddedServer) => Promise<T>): Promise<T> {
  const installation = await embeddedInstallation(serverAccount())
  const madeBy = await clusterIdentity(installation)
  const note = await takeNote(folder, madeBy)
  if (!note) await discard(folder)
  const server = await startServer(folder, { installation })
  try {
    const state = note?.state ?? (await clusterState(folder, server))
    try {
      return await use(server)
    } finally {
      const isEmpty = await emptied(folder, server, state)
      const runs = (note?.runs ?? 0) + 1
      if (isEmpty && runs < longestLife) await keep(folder, server, { madeBy, runs, state })
    }
  } finally {
    await server.stop('immediate')
  }
}

/** Dead rows and old statistics are never older than this. */
const longestLife = 100

/** Whether all that came was removed again, and nothing else is different. */
async function emptied(folder: string, server: EmbeddedServer, state: ClusterState): Promise<boolean> {
  try {
    await removeAllSince(server, state)
    return (await clusterState(folder, server)).hash === state.hash
  } catch {
    return false
  }
}

/** Stops an emptied server; what it counted about the run goes, and one with a long log is made anew. */
async function keep(folder: string, server: EmbeddedServer, note: KeptNote): Promise<void> {
  await server.stop('fast')
  const data = join(folder, 'data')
  const wal = await readdir(join(data, 'pg_wal'))
  if (wal.length > mostSegments) return discard(folder)
  for (const path of [join(data, 'pg_stat', 'pgstat.stat'), join(folder, 'server.log')])
    await rm(path, { force: true })
  await writeNote(folder, note)
}

/** Of 16 MB each. */
const mostSegments = 12

async function discard(folder: string): Promise<void> {
  await endLeftover(join(folder, 'data'))
  await removeUnfinished(folder)
  for (const name of ['data', 'password', 'server.log'])
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}
