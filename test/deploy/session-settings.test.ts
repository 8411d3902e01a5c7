import { sql } from 'kysely'
import { ago, defineProject, from, source, sourceIndex, view } from 'sightline'
import { bigint, timestamptz } from 'sightline/columns'
import { openSession } from 'sightline/engine'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findDrift } from '../../toolkit/deploy/plan/drift.ts'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { createSources } from '../../toolkit/local/create-sources.ts'
import { buildRelease } from '../../toolkit/release/build-release.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { type CaseDatabase, emptyDatabase } from './support/case-database.ts'

const description = 'Printed by the settings of a session.'
const orders = source('orders', { description, columns: { id: bigint().primaryKey(), at: timestamptz() } })
const literals = view('app.literals', {
  description,
  grain: ['id'],
  query: from(orders)
    .selectFrom('orders')
    .where('at', '>', ago({ days: 1, hours: 2 }))
    .select([
      'id',
      sql<Date>`date '2024-05-01'`.as('day'),
      sql<Date>`timestamptz '2024-05-01 12:00Z'`.as('moment'),
      sql<string>`decode('00ff', 'hex') || '\\xdead'::bytea`.as('bytes'),
      sql<number>`1.1::float8`.as('float'),
    ]),
})
const recent = sourceIndex('recent', {
  description,
  on: orders,
  columns: ['id'],
  where: (eb) => eb('at', '>', new Date('2024-05-01T00:00:00Z')),
})
const release = buildRelease(
  defineProject({
    name: 'settings',
    version: '1.0.0',
    folder: { uid: 'settings', title: 'Settings' },
    definitions: [orders, literals, recent],
    sample: async () => {},
  }),
)

let database: CaseDatabase
beforeAll(async () => {
  database = await emptyDatabase(inject('server'))
  await createSources(database.client, release.sources)
  await applyRelease(database.client, desiredState(release))
})
afterAll(() => database.end())

test.each([
  ['timezone', "'Asia/Kathmandu'"],
  ['datestyle', "'German'"],
  ['intervalstyle', "'iso_8601'"],
  ['bytea_output', "'escape'"],
  ['quote_all_identifiers', 'on'],
  ['standard_conforming_strings', 'off'],
  ['extra_float_digits', '-9'],
  ['default_transaction_isolation', 'serializable'],
  ['search_path', '"$user"'],
])('%s of a database is no drift and nothing to deploy', async (name, value) => {
  await database.client.query(`alter database ${database.name} set ${name} = ${value}`)
  const session = await openSession(database.connectionString)
  expect(await findDrift(session, 'settings')).toEqual([])
  expect((await planRelease(session, desiredState(release))).steps).toEqual([])
  await session.end()
  await database.client.query(`alter database ${database.name} reset ${name}`)
})

test('the limits of a database do not come back once an index has been built', async () => {
  const client = await openSession(
    `${database.connectionString}?options=${encodeURIComponent('-c statement_timeout=1h -c lock_timeout=1h')}`,
  )
  await client.query('drop index recent')
  await applyRelease(client, desiredState(release))
  const { rows } = await client.query(
    `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`,
  )
  expect(rows).toEqual([{ statement: '0', lock: '0' }])
  await client.end()
})
