import type pg from 'pg'
import {
  applyRelease,
  createClient,
  createSources,
  type DesiredState,
  findDrift,
  planRelease,
  withClient,
} from 'sightline/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { debianPostgres } from '../support/debian-postgres.ts'
import { changesOf } from './support/run-case.ts'
import { customers, orders } from './support/small-shop.ts'
import { firstState } from './support/two-releases.ts'

let client: pg.Client
beforeAll(async () => {
  const server = await debianPostgres('jobs')
  await withClient(server.connectionString('postgres'), (admin) => admin.query('create database jobs'))
  client = createClient(server.connectionString('jobs'))
  await client.connect()
  await client.query('create extension pg_cron')
  await createSources(client, [customers, orders])
})
afterAll(() => client.end())

const withJob = (cron: string): DesiredState => ({
  ...firstState('jobs_reader'),
  contentHash: cron,
  schedules: [{ name: 'shop-count', cron, command: 'select count(*) from shop.paid', active: true }],
})
const jobs = async () =>
  (await client.query(`select jobname, schedule from cron.job where jobname = 'shop-count'`)).rows

test('jobs of pg_cron are created, changed, repaired and removed with the releases', async () => {
  const { plan } = await applyRelease(client, withJob('0 * * * *'))
  expect(changesOf(plan)).toContain('contract schedule shop-count')
  expect(await jobs()).toEqual([{ jobname: 'shop-count', schedule: '0 * * * *' }])
  await applyRelease(client, withJob('5 * * * *'))
  expect(await jobs()).toEqual([{ jobname: 'shop-count', schedule: '5 * * * *' }])
  await client.query(`select cron.unschedule('shop-count')`)
  expect((await findDrift(client, 'shop')).map(({ object, kind }) => [object, kind])).toEqual([
    ['shop-count', 'schedule'],
  ])
  await applyRelease(client, withJob('5 * * * *'), { repair: true })
  expect(await jobs()).toHaveLength(1)
  await applyRelease(client, { ...withJob('none'), schedules: [] })
  expect(await jobs()).toEqual([])
})

test('a job that somebody else scheduled under the same name is taken over, and the plan says so', async () => {
  await client.query(`select cron.schedule('shop-count', '1 1 1 1 *', 'select 2')`)
  const { plan } = await applyRelease(client, withJob('7 * * * *'))
  const hazards = plan.steps.flatMap(({ object, hazards }) => (object === 'shop-count' ? hazards : []))
  expect(hazards).toMatchObject([
    { kind: 'takes over', message: expect.stringContaining('destroy removes it') },
  ])
  expect(await jobs()).toEqual([{ jobname: 'shop-count', schedule: '7 * * * *' }])
  expect(changesOf(await planRelease(client, withJob('7 * * * *')))).toEqual([])
})
