import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  type EmbeddedServer,
  type Installation,
  startServer,
} from '../../toolkit/embedded/embedded-server.ts'
import { throwawayServerFolder } from '../../toolkit/embedded/server-folder.ts'

/** A Postgres of the tests: the embedded one, or another installation; its folder is removed with it. */
export async function throwawayServer(
  installation?: Installation,
): Promise<{ readonly server: EmbeddedServer; end(): Promise<void> }> {
  const folder = await throwawayServerFolder(fileURLToPath(new URL('../..', import.meta.url)))
  const server = await startServer(folder, installation === undefined ? {} : { installation })
  const end = async () => {
    await server.stop('immediate')
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
  return { server, end }
}
