import { source } from 'sightline'
import { integer, text } from 'sightline/columns'
import { type DesiredState, desiredState, findDrift, withClient } from 'sightline/engine'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { obstacles, planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { type Major, postgres } from '../support/postgres-major.ts'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { changesOf } from './support/run-case.ts'
import { panelsOf, shopRelease, viewOf } from './support/small-shop.ts'

let server: string
let database: CaseDatabase
let deploy: string
beforeEach(async () => use(18))
afterEach(() => end())

async function use(major: Major): Promise<void> {
  server = await postgres(major)
  database = await caseDatabase(server)
  const { client, name } = database
  deploy = `deploy_${name}`
  await client.query(`create role ${deploy} login createrole;
    grant create, temporary on database ${name} to ${deploy};
    grant select on orders, customers to ${deploy} with grant option`)
}

async function end(): Promise<void> {
  await database.end()
  await withClient(`${server}postgres`, (admin) => admin.query(`drop role if exists ${deploy}`))
}

/** Works as the role that deploys, which the documents give no more than it needs. */
const deploying = <T>(work: (client: CaseDatabase['client']) => Promise<T>): Promise<T> =>
  withClient(database.connectionString, async (client) => {
    await client.query(`set session authorization ${deploy}`)
    return work(client)
  })

const daily = viewOf('shop.daily', 'day', 'select day, count(*) as orders from orders group by day')
const stateOf = (...definitions: Parameters<typeof shopRelease>[0]): DesiredState =>
  desiredState(shopRelease(definitions, database.role))
const shop = () => stateOf(daily, panelsOf('select orders from shop.daily', 'select name from customers'))

async function read({ queries }: DesiredState): Promise<void> {
  const { client, role } = database
  await client.query(`set role ${role}`)
  for (const { sql } of queries) await client.query(sql)
  await client.query('reset role')
}

test.each([15, 16, 18] as const)('finds no drift in what it made, on Postgres %i', async (major) => {
  await end()
  await use(major)
  await deploying((client) => applyRelease(client, shop()))
  await read(shop())
  expect(await deploying((client) => findDrift(client, 'shop'))).toEqual([])
  // Whoever asks.
  expect(await findDrift(database.client, 'shop')).toEqual([])
})

test('a schema of somebody into which it cannot let the reader stops it, and nothing is changed', async () => {
  const { client } = database
  await client.query(`create schema shop; grant usage, create on schema shop to ${deploy}`)
  const failure = await deploying((one) => applyRelease(one, shop())).catch(String)
  expect(failure).toMatch(/the schema shop[\s\S]*Run: GRANT USAGE ON SCHEMA shop TO \w+ WITH GRANT OPTION/)
  await client.query(`grant usage on schema shop to ${deploy} with grant option`)
  expect(await deploying((one) => applyRelease(one, shop()))).toMatchObject({ outcome: 'done' })
  await read(shop())
})

test.each([
  ['reads as its owner', daily, 'select orders from shop.daily', () => deploy],
  ['is a table', daily, 'select day from orders', () => database.role],
])(
  'rows that row level security hides below what %s are named in plan and apply',
  async (_, view, query, whose) => {
    const { client } = database
    const state = stateOf(view, panelsOf(query))
    await client.query('alter table orders enable row level security')
    const { warnings } = await deploying((one) => planRelease(one, state))
    const warning = {
      kind: 'hidden rows',
      message: `row level security of orders shows ${whose()} no row: no policy is for it`,
    }
    expect(warnings).toContainEqual(warning)
    const { plan } = await deploying((one) => applyRelease(one, state))
    expect(plan.warnings).toContainEqual(warning)
    const again = await deploying((one) => planRelease(one, state))
    expect([changesOf(again), obstacles(again)]).toEqual([[], []])
    expect(again.warnings).toContainEqual(warning)
    await client.query('create policy all_rows on orders using (true)')
    expect((await deploying((one) => planRelease(one, state))).warnings).toEqual([])
  },
)

test('a foreign table on whose server nobody of its views is known stops it, with the user to make', async () => {
  const { client } = database
  await client.query(`create extension postgres_fdw;
    create server elsewhere foreign data wrapper postgres_fdw options (host '127.0.0.1', dbname '${database.name}');
    create foreign table far (id integer, name text) server elsewhere;
    grant select on far to ${deploy} with grant option`)
  const far = source('far', { description: 'Far away.', columns: { id: integer(), name: text() } })
  const state = stateOf(
    far,
    viewOf('shop.far', '', 'select count(*) as n from far'),
    panelsOf('select n from shop.far', 'select name from far'),
  )
  const failure = await deploying((one) => planRelease(one, state)).catch(String)
  expect(failure).toMatch(/the foreign table far, on whose server deploy_\w+ is nobody \(the view shop\.far/)
  expect(failure).toMatch(/the foreign table far, on whose server reader_\w+ is nobody \(shop\/Panel 2/)
  await expect(deploying((one) => applyRelease(one, state))).rejects.toThrow(
    `CREATE USER MAPPING FOR ${deploy} SERVER elsewhere`,
  )
  await client.query('create user mapping for public server elsewhere')
  expect(await deploying((one) => applyRelease(one, state))).toMatchObject({ outcome: 'done' })
})

test('what the server gives everybody of its catalogue is no drift', async () => {
  const statistics = source('pg_catalog.pg_stat_user_tables', {
    description: 'What Postgres counts.',
    columns: { relname: text() },
  })
  await deploying((client) =>
    applyRelease(client, stateOf(statistics, panelsOf('select relname from pg_catalog.pg_stat_user_tables'))),
  )
  expect(await findDrift(database.client, 'shop')).toEqual([])
})
