import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type EmbeddedServer, startServer } from '../../toolkit/embedded/embedded-server.ts'
import { throwawayServerFolder } from '../../toolkit/embedded/server-folder.ts'
import { releaseLater } from './resources.ts'
import { repository } from './run-sightline.ts'

/** A primary, and what starts a replica that streams from it. */
export interface Streaming {
  readonly primary: EmbeddedServer
  startReplica(): Promise<EmbeddedServer>
}

/** Starts a real primary whose replica begins with what it is now. */
export async function streamingPrimary(): Promise<Streaming> {
  const [folder, copy] = [await throwawayServerFolder(repository), await throwawayServerFolder(repository)]
  releaseLater(() =>
    Promise.all(
      [folder, copy].map((one) => rm(one, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })),
    ),
  )
  await (await startServer(folder)).stop()
  await promisify(execFile)('cp', ['-a', `${folder}/.`, copy])
  const primary = await startServer(folder)
  releaseLater(() => primary.stop('immediate'))
  const startReplica = async () => {
    const data = join(copy, 'data')
    await writeFile(join(data, 'standby.signal'), '')
    await writeFile(
      join(data, 'postgresql.auto.conf'),
      `primary_conninfo = '${primary.connectionString('postgres')}'\n`,
    )
    const replica = await startServer(copy)
    releaseLater(() => replica.stop('immediate'))
    return replica
  }
  return { primary, startReplica }
}
