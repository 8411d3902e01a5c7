import type pg from 'pg'
import type { EmbeddedServer } from '../embedded/embedded-server.ts'
import { isRefreshFunction } from '../kinds/refresh-function/refresh-function-kind.ts'
import { allSources } from '../release/all-sources.ts'
import type { Release } from '../release/release.ts'
import { relationName } from '../sql/relation-name.ts'
import { countSimulation } from './count-simulation.ts'
import { addForeignKeys, createSourceTables } from './create-sources.ts'
import { deployFresh } from './deploy-fresh.ts'
import { isTruncateRefused, loadSample } from './load-sample.ts'
import { openDatabase } from './local-record.ts'
import { recreateDatabase } from './scratch-database.ts'

/** A local database to be filled. */
interface Job {
  readonly server: EmbeddedServer
  readonly name: string
  readonly release: Release
  readonly now: Date
  readonly scale: number
  readonly seed: number
  readonly onStep: (step: string) => void
}

/** A filled database: a client on it, the rows of its sample, and what a deploy could not schedule. */
interface Filled {
  readonly client: pg.Client
  readonly rows: number
  readonly unscheduled?: readonly string[]
}

/** Makes a local database with its sources, its sample and the release, in place of one of that name. */
export async function fillDatabase(job: Job): Promise<Filled> {
  const { server, name, release, onStep } = job
  await recreateDatabase(server, name)
  const client = await openDatabase(server, name)
  const created = await createSourceTables(client, allSources(release))
  const rows = await load(client, job, () => addForeignKeys(client, created))
  onStep('Deploying the release')
  const { unscheduled } = await deployFresh(client, release)
  await countSimulation(client, release.project, job)
  await refresh(client, release)
  return { client, rows, unscheduled }
}

/** Loads the sample once more; undefined where other tables refer to its rows, so that these cannot be replaced. */
export async function renewSample(job: Job): Promise<Filled | undefined> {
  const client = await openDatabase(job.server, job.name)
  try {
    const rows = await load(client, job)
    job.onStep('Refreshing')
    await countSimulation(client, job.release.project, job)
    await refresh(client, job.release)
    return { client, rows }
  } catch (error) {
    await client.end()
    if (isTruncateRefused(error)) return undefined
    throw error
  }
}

async function load(
  client: pg.Client,
  { release, now, scale, seed, onStep }: Job,
  afterRows: () => Promise<void> = async () => {},
): Promise<number> {
  let rows = 0
  const onTable = (table: string, count: number) => {
    rows += count
    onStep(`Loading sample data: ${rows.toLocaleString('en')} rows, ${table}`)
  }
  return loadSample(client, release.project, { now, scale, seed, onTable, afterRows })
}

/** Calls the release's own refresh functions. */
async function refresh(client: pg.ClientBase, { sqlObjects }: Release): Promise<void> {
  for (const { name, definition } of sqlObjects) {
    if (definition && isRefreshFunction(definition)) await client.query(`select ${relationName(name).sql}()`)
  }
}
