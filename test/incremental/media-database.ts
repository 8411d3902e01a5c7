import type pg from 'pg'
import { buildRelease, createSources, deployFresh, freezeClock } from 'sightline/engine'
import { differingRow } from '../../toolkit/check/incremental/differing-row.ts'
import { refreshCall } from '../../toolkit/kinds/incremental-view/incremental-parts.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { incrementalViews, media } from './media.ts'

/** When the clock stands first. */
export const start = new Date('2026-03-15T12:00:00Z')

/** A database with the views of the media project, in which the clock stands. */
export interface MediaDatabase {
  readonly client: pg.Client
  connect(): Promise<pg.Client>
  /** Refreshes every view, and tells which rows differ from the whole query. */
  refresh(): Promise<unknown[]>
  differences(): Promise<unknown[]>
}

const release = buildRelease(media)
const storages = release.sqlObjects.flatMap(({ storage }) => storage ?? [])

/** Where the rows of a view of the media project are. */
export const storageOf = (view: { readonly name: string }): string =>
  release.sqlObjects.find(({ name }) => name === view.name)?.storage ?? ''

/** Statements may change the tables before they have rows. */
export async function mediaDatabase(tables = ''): Promise<MediaDatabase> {
  const database: TestDatabase = await testDatabase()
  const setup = await database.connect()
  await freezeClock(setup, database.name, start)
  const client = await database.connect()
  await createSources(client, release.sources)
  await client.query(tables)
  await fillMedia(client)
  await deployFresh(client, release)
  const differences = async () => {
    const found: unknown[] = []
    for (const storage of storages) found.push(...[(await differingRow(client, storage)) ?? []].flat())
    return found
  }
  const refresh = async () => {
    for (const storage of storages) await client.query(`select ${refreshCall(storage)}`)
    return differences()
  }
  if (storages.length !== incrementalViews.length) throw new Error('A view has no storage.')
  return { client, connect: database.connect, refresh, differences }
}

/** Rows of five channels, one of which has no videos; some videos are published later. */
export async function fillMedia(client: pg.Client): Promise<void> {
  await client.query(`
    insert into channels select 'c' || n, 'n' || n % 3 from generate_series(1, 6) n;
    insert into videos select n, 'c' || 1 + (n + 10) % 5, '${start.toISOString()}'::timestamptz - n * interval '11 hours', n * 10 from generate_series(-10, 90) n;
    insert into counts select 'c' || c, '2026-03-15'::date - d, c * d from generate_series(1, 6) c, generate_series(0, 40) d`)
}
