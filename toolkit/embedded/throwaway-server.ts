import { rm } from 'node:fs/promises'
import { type EmbeddedServer, startServer } from './embedded-server.ts'
import { throwawayServerFolder } from './server-folder.ts'

/**
 * Runs something with an embedded Postgres of its own, which is removed afterwards.
 *
 * @example await withThrowawayServer('.', (server) => withClient(server.connectionString('postgres'), use))
 */
export async function withThrowawayServer<T>(
  projectFolder: string,
  use: (server: EmbeddedServer) => Promise<T>,
): Promise<T> {
  const folder = await throwawayServerFolder(projectFolder)
  let server: EmbeddedServer | undefined
  try {
    server = await startServer(folder)
    return await use(server)
  } finally {
    await server?.stop('immediate')
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}
