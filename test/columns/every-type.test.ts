import type { Selectable } from 'kysely'
import type pg from 'pg'
import { type DatabaseOf, defineProject, from, momentOf, table, utcDay, view } from 'sightline'
import {
  applyRelease,
  buildRelease,
  createSources,
  desiredState,
  findDrift,
  loadSample,
  openSession,
  planRelease,
  runDoctor,
} from 'sightline/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { columns, everything, placeRow, places, sampleRow } from './every-type.ts'

type Row = Selectable<DatabaseOf<[typeof everything]>['every type']>

/** What a query returns of the row of the sample: typed by the columns, and compared with what arrives. */
const selected: Row = {
  ...sampleRow,
  id: 1,
  nothing: null,
  a_boolean: true,
  a_bytea: Buffer.from([0, 92, 255]),
  a_timestamp: '2024-07-01 12:00:00.25',
  clocks: ['2024-07-01 12:00:00'],
  doubled: -6,
}

const own = table('own.copies', {
  description: 'A table of ours with the same columns.',
  columns,
  unique: [['a_text', 'a_uuid']],
  checks: ['a_smallint < a_bigint'],
})
const days = view('own.days', {
  description: 'A view over many types.',
  grain: ['day'],
  query: from(everything)
    .selectFrom('every type')
    .where('an_enum', 'in', ['sad', "it's"])
    .select([utcDay(momentOf(everything, 'a_timestamp')).as('day'), 'moods', 'a_composite', 'a_daterange']),
})
const readerRole = 'every_type_reader'
const release = buildRelease(
  defineProject({
    name: 'types',
    version: '1.0.0',
    folder: { uid: 'types', title: 'Types' },
    readerRole,
    definitions: [everything, places, own, days],
    sample: async ({ copy }) => {
      await copy(everything, [sampleRow])
      await copy(places, [placeRow])
    },
  }),
)

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  const plain = await database.connect()
  await createSources(plain, release.sources)
  await loadSample(plain, release.project, { now: new Date(), scale: 1, seed: 1 })
  client = await openSession(database.connectionString)
})
afterAll(async () => {
  await client.query(`drop role if exists ${readerRole}`).catch(() => {})
  await client.end()
})

test('every built-in type that a column of people can have is there', async () => {
  const { rows } = await client.query<{ name: string }>(
    `select format_type(oid, null) as name from pg_type
     where typnamespace = 'pg_catalog'::regnamespace and typtype in ('b', 'r', 'm') and typcategory <> 'A'
       and typname !~ '^(reg|pg_(node|ndistinct|dependencies|mcv|brin|ddl|snapshot)|xid|cid|tid|oid|aclitem|gtsvector|refcursor|txid_|int2vector)'`,
  )
  const declared = Object.values(columns).map(({ shape }) => shape.type.replace(/\s*\(\d+(,\d+)?\)/, ''))
  expect(rows.map(({ name }) => name).filter((name) => !declared.includes(name))).toEqual([])
})

test('a query returns values of the types that the columns say', async () => {
  const { rows } = await client.query<Row>('select * from "every type"')
  expect(rows).toEqual([selected])
})

test('text stands in for types whose extensions the embedded Postgres has not', async () => {
  const { rows } = await client.query('select * from geo.places')
  expect(rows).toEqual([placeRow])
})

test('the doctor finds every column as it is declared', async () => {
  const checks = await runDoctor(client, { ...release, sources: [everything] })
  expect(checks.filter(({ check, state }) => check === 'source tables' && state !== 'ok')).toEqual([])
})

test('a view and a table of ours with all of them are deployed, once', async () => {
  await applyRelease(client, desiredState(release))
  const { steps } = await planRelease(client, desiredState(release))
  expect(steps).toEqual([])
  expect(await findDrift(client, 'types')).toEqual([])
  const { rows } = await client.query('select day, moods from own.days')
  expect(rows).toEqual([{ day: new Date('2024-07-01T00:00:00Z'), moods: ['sad', 'happy "!"'] }])
})
