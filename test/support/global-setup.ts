import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { startServer } from '../../toolkit/embedded/embedded-server.ts'
import { throwawayServerFolder } from '../../toolkit/embedded/server-folder.ts'
import { installDebianPackages } from './debian-packages.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The embedded server of this run, without a database's name at the end. */
    server: string
  }
}

/** One embedded Postgres for the whole run; each test file makes its own database on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  installDebianPackages()
  const folder = await throwawayServerFolder(fileURLToPath(new URL('../..', import.meta.url)))
  const server = await startServer(folder)
  project.provide('server', server.connectionString(''))
  return async () => {
    await server.stop('immediate')
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
}
