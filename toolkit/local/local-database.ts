import { join } from 'node:path'
import type pg from 'pg'
import { applyRelease } from '../deploy/run/apply.ts'
import { type EmbeddedServer, startServer } from '../embedded/embedded-server.ts'
import { lockFolder } from '../embedded/folder-lock.ts'
import { projectServerFolder } from '../embedded/server-folder.ts'
import { writableFolder } from '../embedded/writable-folder.ts'
import { contentHash } from '../foundation/content-hash.ts'
import { type DesiredState, desiredState } from '../release/desired-state.ts'
import type { Release } from '../release/release.ts'
import { databaseName } from './database-name.ts'
import { fillDatabase, renewSample } from './fill-database.ts'
import { type LocalRecord, openDatabase, readRecord, writeRecord } from './local-record.ts'

export interface LocalOptions {
  readonly projectFolder: string
  readonly port?: number
  readonly scale: number
  readonly seed: number
  /** Milliseconds after which sample data is renewed; an hour unless given. */
  readonly freshFor?: number
  /** Told what is being done. */
  readonly onStep: (step: string) => void
}

/** A project's own database on the embedded Postgres, with sample data and the release deployed. */
export interface LocalDatabase {
  readonly client: pg.Client
  readonly connectionString: string
  /** What became of an earlier run's database. */
  readonly state: 'new' | 'reused' | 'sample renewed'
  readonly rows: number
  readonly unscheduled: readonly string[]
  /** Settles when the connection ends, as it does when the server is killed. */
  readonly ended: Promise<void>
  /** Brings the database to another state of the project, as a deploy does. */
  deploy(release: Release): Promise<void>
  stop(): Promise<void>
}

/** Samples are relative to the time when they were loaded; an older one no longer shows a last hour. */
const anHour = 60 * 60 * 1000

/** Opens the project's local database, and makes it, renews its sample or leaves it as it is, as need be. */
export async function openLocalDatabase(release: Release, options: LocalOptions): Promise<LocalDatabase> {
  const { projectFolder, port, onStep } = options
  const folder = await writableFolder(join(await projectServerFolder(projectFolder), 'postgres'))
  const unlock = await lockFolder(folder)
  let server: EmbeddedServer | undefined
  try {
    onStep('Starting Postgres')
    server = await startServer(folder, port === undefined ? {} : { port })
    const name = databaseName(release.project.name)
    const found = await prepare(server, name, release, options)
    const started = server
    const ended = new Promise<void>((resolve) => found.client.once('end', resolve))
    const stop = async () => {
      await found.client.end().catch(() => {})
      await started.stop()
      await unlock()
    }
    let deployed = ''
    const deploy = async (changed: Release) => {
      const desired = desiredState(changed)
      const needs = databaseNeeds(desired)
      const record = { ...found.record, release: changed.manifest.contentHash }
      if (needs === deployed) {
        // Nobody waits for the words about a database that stays the same.
        writeRecord(found.client, name, record).catch(() => {})
        return
      }
      await applyRelease(found.client, desired)
      deployed = needs
      await writeRecord(found.client, name, record)
    }
    const { record: _, ...open } = found
    return { ...open, connectionString: server.connectionString(name), ended, deploy, stop }
  } catch (error) {
    await server?.stop()
    await unlock()
    throw error
  }
}

/** What a release needs of the database, whatever its panels are called: while it stays the same, nothing is deployed. */
function databaseNeeds({ sources, objects, schedules, queries }: DesiredState): string {
  const asked = [...new Set(queries.map(({ sql }) => sql))].sort()
  const made = objects.map(({ where: _, ...object }) => object)
  return contentHash(JSON.stringify([sources, made, schedules, asked]))
}

interface Prepared extends Pick<LocalDatabase, 'client' | 'state' | 'rows' | 'unscheduled'> {
  readonly record: LocalRecord
}

async function prepare(
  server: EmbeddedServer,
  name: string,
  release: Release,
  { scale, seed, freshFor = anHour, onStep }: LocalOptions,
): Promise<Prepared> {
  const sample = contentHash(JSON.stringify([release.manifest.sources, release.otherSources, scale, seed]))
  const now = new Date()
  const found = await readRecord(server, name)
  const known = found?.release === release.manifest.contentHash && found.sample === sample ? found : undefined
  if (known && now.getTime() - Date.parse(known.loadedAt) < freshFor) {
    const client = await openDatabase(server, name)
    return { client, state: 'reused', rows: 0, unscheduled: known.unscheduled, record: known }
  }
  const job = { server, name, release, now, scale, seed, onStep }
  const renewed = known && (await renewSample(job))
  const { client, rows, unscheduled = known?.unscheduled ?? [] } = renewed ?? (await fillDatabase(job))
  const loadedAt = now.toISOString()
  const record = { release: release.manifest.contentHash, sample, loadedAt, unscheduled }
  await writeRecord(client, name, record)
  return { client, state: known ? 'sample renewed' : 'new', rows, unscheduled, record }
}
