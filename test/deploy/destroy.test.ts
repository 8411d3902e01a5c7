import { deployFresh, destroyProject, startWorker, withClient } from 'sightline/engine'
import { expect, inject, test } from 'vitest'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { migrate } from '../../toolkit/migrations/migrate.ts'
import { caseDatabase } from './support/case-database.ts'
import { databasePicture } from './support/database-picture.ts'
import { changesOf } from './support/run-case.ts'
import { firstRelease, firstState, secondState } from './support/two-releases.ts'

/** A database as anybody could have left it, with the names of its schemas, relations, functions and roles. */
async function everything(connectionString: string, role: string): Promise<string[]> {
  return withClient(connectionString, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select 'schema ' || nspname as name from pg_namespace where nspname !~ '^pg_'
       union all select relkind::text || ' ' || oid::regclass from pg_class where relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
       union all select 'function ' || oid::regprocedure from pg_proc where pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
       union all select 'role ' || rolname from pg_roles where rolname = $1
       order by 1`,
      [role],
    )
    return rows.map(({ name }) => name)
  })
}

test('a project is removed from a database, and the database is as it was before the first deploy', async () => {
  const { client, connectionString, role, end } = await caseDatabase(inject('server'))
  const before = await everything(connectionString, role)
  await applyRelease(client, firstState(role))
  await applyRelease(client, secondState(role))
  const result = await destroyProject(client, 'shop')
  expect(result).toMatchObject({ outcome: 'removed', kept: [] })
  expect(result.dropped).toContain('view shop.paid')
  expect(await everything(connectionString, role)).toEqual(before)
  expect(await destroyProject(client, 'shop')).toMatchObject({ outcome: 'nothing to do' })
  await end()
})

test('after a first deploy that was broken off before it did anything, nothing is left either', async () => {
  const { client, connectionString, role, end } = await caseDatabase(inject('server'))
  const before = await everything(connectionString, role)
  await migrate(client)
  expect(await destroyProject(client, 'shop')).toMatchObject({ outcome: 'nothing to do' })
  expect(await everything(connectionString, role)).toEqual(before)
  await end()
})

test('it can be deployed again afterwards', async () => {
  const { client, role, end } = await caseDatabase(inject('server'))
  await applyRelease(client, firstState(role))
  await destroyProject(client, 'shop')
  await applyRelease(client, firstState(role))
  expect(changesOf(await planRelease(client, firstState(role)))).toEqual([])
  const found = await databasePicture(client, 'nobody')
  await end()
  const fresh = await caseDatabase(inject('server'))
  await deployFresh(fresh.client, firstRelease(fresh.role))
  expect(found).toEqual(await databasePicture(fresh.client, 'nobody'))
  await fresh.end()
})

test('a release that is only expanded is removed as well', async () => {
  const { client, connectionString, role, end } = await caseDatabase(inject('server'))
  const before = await everything(connectionString, role)
  await applyRelease(client, firstState(role))
  await applyRelease(client, secondState(role), { phase: 'expand' })
  expect(await destroyProject(client, 'shop')).toMatchObject({ outcome: 'removed' })
  expect(await everything(connectionString, role)).toEqual(before)
  await end()
})

test('a schema that was there before stays, and so does what somebody else put into ours', async () => {
  const { client, connectionString, role, end } = await caseDatabase(inject('server'))
  await client.query('create schema shop; create table shop.theirs (id int)')
  await applyRelease(client, firstState(role))
  expect(await destroyProject(client, 'shop')).toMatchObject({ outcome: 'removed', kept: [] })
  expect(await everything(connectionString, role)).toContain('r shop.theirs')
  await client.query('drop schema shop cascade')

  await applyRelease(client, firstState(role))
  await client.query('create table shop.theirs (id int)')
  expect(await destroyProject(client, 'shop')).toMatchObject({
    outcome: 'removed',
    kept: [{ object: 'schema shop', why: 'table shop.theirs depends on schema shop' }],
  })
  expect(await everything(connectionString, role)).toContain('r shop.theirs')
  await end()
})

test("somebody else's view stops it by its name, and nothing is dropped", async () => {
  const { client, connectionString, role, end } = await caseDatabase(inject('server'))
  await applyRelease(client, firstState(role))
  await client.query('create view theirs as select * from shop.daily')
  const before = await everything(connectionString, role)
  await expect(destroyProject(client, 'shop')).rejects.toThrow(/theirs/)
  expect(await everything(connectionString, role)).toEqual(before)
  expect(changesOf(await planRelease(client, firstState(role)))).toEqual([])
  await end()
})

test('nothing is done when it is not confirmed', async () => {
  const { client, role, end } = await caseDatabase(inject('server'))
  await applyRelease(client, firstState(role))
  const asked: string[] = []
  const confirm = async (names: readonly string[]) => {
    asked.push(...names)
    return false
  }
  expect(await destroyProject(client, 'shop', { confirm })).toMatchObject({ outcome: 'not confirmed' })
  expect(asked).toContain('view shop.daily')
  expect(changesOf(await planRelease(client, firstState(role)))).toEqual([])
  await end()
})

const runWorker = async (url: string) => {
  const schedules = [{ name: 'nothing', cron: '0 0 29 2 *', command: 'select 1', active: true }]
  const worker = await startWorker(url, { schedules, onProblem: () => {}, onRun: () => {} })
  await worker.stop()
}

test('the queue of our worker goes with the last project', async () => {
  const { client, connectionString, role, end } = await caseDatabase(inject('server'))
  const before = await everything(connectionString, role)
  await applyRelease(client, firstState(role))
  await runWorker(connectionString)
  expect(await everything(connectionString, role)).toContain('schema graphile_worker')
  await destroyProject(client, 'shop')
  expect(await everything(connectionString, role)).toEqual(before)
  await runWorker(connectionString)
  await destroyProject(client, 'shop')
  expect(await everything(connectionString, role)).toEqual(before)
  await end()
})

test.each([
  ['was there before', 'create schema graphile_worker', 'select 1'],
  ['has the tasks of somebody else', 'select 1', `select graphile_worker.add_job('theirs')`],
  ['has a table of somebody else', 'select 1', 'create table graphile_worker.theirs (id int)'],
  ['is read by somebody else', 'select 1', 'create view public.theirs as select * from graphile_worker.jobs'],
])('a queue that %s stays', async (_, before, after) => {
  const { client, connectionString, role, end } = await caseDatabase(inject('server'))
  await client.query(before)
  await applyRelease(client, firstState(role))
  await runWorker(connectionString)
  await client.query(after)
  await destroyProject(client, 'shop')
  const left = await everything(connectionString, role)
  expect(left).toContain('v graphile_worker.jobs')
  expect(left.filter((one) => one.includes('sightline'))).toEqual([])
  await end()
})
