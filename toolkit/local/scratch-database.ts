import type pg from 'pg'
import type { Project } from '../define/project.ts'
import type { EmbeddedServer } from '../embedded/embedded-server.ts'
import { withEmptyServer } from '../embedded/empty-server.ts'
import { withClient } from '../postgres/with-client.ts'
import { allSources } from '../release/all-sources.ts'
import type { Release } from '../release/release.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { countSimulation } from './count-simulation.ts'
import { createSources } from './create-sources.ts'
import { deployFresh } from './deploy-fresh.ts'

/** What a project's scratch database is made for. */
export interface ScratchOptions {
  readonly projectFolder: string
  /** Fills the source tables before the release is deployed. */
  readonly fill?: (client: pg.Client, project: Project) => Promise<void>
}

/** Runs something on an embedded database that has the sources and the release, and removes it afterwards. */
export function withScratchDatabase<T>(
  release: Release,
  { projectFolder, fill }: ScratchOptions,
  use: (client: pg.Client, server: EmbeddedServer) => Promise<T>,
): Promise<T> {
  return withEmptyServer(projectFolder, async (server) => {
    await withClient(server.connectionString('postgres'), (client) => client.query('create database scratch'))
    return await withClient(server.connectionString('scratch'), async (client) => {
      await createSources(client, allSources(release))
      await fill?.(client, release.project)
      await deployFresh(client, release)
      if (fill) await countSimulation(client, release.project, { now: new Date(), seed: 1 })
      return use(client, server)
    })
  })
}

/** Creates an empty database on a server, in place of one of that name. */
export async function recreateDatabase(
  server: Pick<EmbeddedServer, 'connectionString'>,
  name: string,
): Promise<void> {
  await withClient(server.connectionString('postgres'), async (client) => {
    await client.query(`drop database if exists ${quoteIdentifier(name)} with (force)`)
    await client.query(`create database ${quoteIdentifier(name)}`)
  })
}
