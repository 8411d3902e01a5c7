import type pg from 'pg'
import {
  buildRelease,
  createClient,
  createSources,
  deployFresh,
  loadSample,
  withClient,
} from 'sightline/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import project from '../../sightline.config.ts'
import { debianPostgres } from '../support/debian-postgres.ts'

const release = buildRelease(project)
let client: pg.Client

beforeAll(async () => {
  const server = await debianPostgres('analytics')
  await withClient(server.connectionString('postgres'), (admin) => admin.query('create database analytics'))
  client = createClient(server.connectionString('analytics'))
  await client.connect()
  await client.query('create extension pg_cron')
  await createSources(client, release.sources)
  await loadSample(client, project, { now: new Date(), scale: 0.2, seed: 1 })
})

afterAll(() => client.end())

test('the release deploys on Postgres 15, and pg_cron gets the hourly refresh', async () => {
  const { unscheduled } = await deployFresh(client, release)
  expect(unscheduled).toEqual([])
  const { rows } = await client.query('select jobname, schedule, command, active from cron.job')
  expect(rows).toEqual([
    {
      jobname: 'refresh-analytics',
      schedule: '0 * * * *',
      command: 'select public.refresh_analytics_views()',
      active: true,
    },
  ])
})

test('within a minute pg_cron runs a job of every minute, and each stored view leaves a row in the log', {
  timeout: 100_000,
}, async () => {
  await client.query(
    "select cron.schedule('refresh-analytics', '* * * * *', 'select public.refresh_analytics_views()')",
  )
  await expect
    .poll(
      async () =>
        (await client.query("select from cron.job_run_details where status = 'succeeded'")).rowCount,
      { timeout: 90_000, interval: 500 },
    )
    .toBeGreaterThan(0)
  const { rows } = await client.query('select distinct view_name from analytics.refresh_log order by 1')
  expect(rows.map(({ view_name }) => view_name)).toEqual([
    'analytics.channel_performance',
    'analytics.channel_reach',
    'analytics.monthly_charges',
    'analytics.monthly_revenue',
    'analytics.niche_benchmarks',
    'analytics.video_generation_metrics',
  ])
})

test('deploying again leaves one job', async () => {
  await deployFresh(client, release)
  const { rows } = await client.query('select schedule from cron.job')
  expect(rows).toEqual([{ schedule: '0 * * * *' }])
})
