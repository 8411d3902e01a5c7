import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { buildRelease, createSources, deployFresh, freezeClock, type Release } from 'sightline/engine'
import project from '../../sightline.config.ts'
import * as sources from '../../sql/sources.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** The answers, worked out without SQL. */
export type Expected = Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>

export interface GoldDatabase extends TestDatabase {
  readonly release: Release
  readonly expected: Expected
  readonly now: Date
  readonly client: pg.Client
}

const folder = new URL('../gold/', import.meta.url)

/** A database with the gold data, its clock stopped at the gold moment, and the project deployed. */
export async function goldDatabase(timeZone = 'UTC'): Promise<GoldDatabase> {
  const { now: moment, ...expected }: { now: string } & Expected = JSON.parse(
    await readFile(new URL('expected.json', folder), 'utf8'),
  )
  const now = new Date(moment)
  const database = await testDatabase()
  const release = buildRelease(project)
  const setup = await database.connect()
  await freezeClock(setup, database.name, now)
  await setup.query(`alter database ${database.name} set timezone = '${timeZone}'`)
  const client = await database.connect()
  await createSources(client, release.sources)
  for (const { name } of Object.values(sources)) await loadCsv(client, name) // a table before those that refer to it
  await deployFresh(client, release)
  return { ...database, release, expected, now, client }
}

async function loadCsv(client: pg.Client, table: string): Promise<void> {
  const csv = await readFile(new URL(`data/${table}.csv`, folder), 'utf8')
  const columns = csv.slice(0, csv.indexOf('\n'))
  const copy = copyFrom(`copy public.${table} (${columns}) from stdin with (format csv, header)`)
  await pipeline(Readable.from([csv]), client.query(copy))
}
