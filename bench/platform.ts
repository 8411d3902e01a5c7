import type pg from 'pg'
import {
  addForeignKeys,
  buildRelease,
  createSourceTables,
  deployFresh,
  type Release,
  withClient,
  withThrowawayServer,
} from 'sightline/engine'
import project from '../sightline.config.ts'
import { repository } from './database.ts'

/** A database of our own with these rows in the sources and the project deployed on it. */
export function withPlatform<T>(
  tables: readonly string[],
  work: (client: pg.Client, release: Release) => Promise<T>,
): Promise<T> {
  return withThrowawayServer(repository, (server) => {
    const url = server.connectionString('postgres')
    return withClient(url, async (client) => {
      const release = buildRelease(project)
      const created = await told('creating the tables', () => createSourceTables(client, release.sources))
      await told('filling them', () => fill(url, tables))
      await told('adding the foreign keys', () => addForeignKeys(client, created))
      await told('deploying the project', () => deployFresh(client, release))
      await told('VACUUM ANALYZE', () => client.query('vacuum analyze'))
      return work(client, release)
    })
  })
}

/** Fills tables, two at a time. */
async function fill(url: string, tables: readonly string[]): Promise<void> {
  const waiting = [...tables]
  const worker = () =>
    withClient(url, async (client) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await client.query(`insert into ${next}`)
    })
  await Promise.all([worker(), worker()])
}

async function told<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await work()
  process.stdout.write(`        ${what}: ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
  return result
}
