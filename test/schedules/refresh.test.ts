import type pg from 'pg'
import { defineProject, follow, incrementalView, materializedView, rows } from 'sightline'
import { buildRelease, createSources, deployFresh, refreshViews, SightlineError } from 'sightline/engine'
import { beforeAll, expect, test } from 'vitest'
import { customers, customerTotals, shopSql } from '../define/shop.ts'
import { ordersPerDay, shop } from '../fixtures/shop.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { runSightline } from '../support/run-sightline.ts'

/** No refresh function covers this one. */
const uncovered = materializedView('analytics.revenue__per_day', {
  description: 'Only for a test.',
  grain: ['day'],
  query: ordersPerDay,
})
const totals = customerTotals.name
const project = defineProject({ ...shop, definitions: shopSql })
const lonely = { definitions: [uncovered] }

let database: TestDatabase
let client: pg.Client
const steps: string[] = []
const onStep = (step: string) => steps.push(step)
beforeAll(async () => {
  database = await testDatabase()
  client = await database.connect()
  const release = buildRelease(project)
  await createSources(client, release.sources)
  await deployFresh(client, release)
  await client.query("insert into customers values ('c1', 'Ada', null, '2025-01-01', false)")
})

async function stored(): Promise<number | null> {
  return (await client.query(`select from ${totals}`)).rowCount
}

test('calls the refresh function, and tells what it left in its log', async () => {
  expect(await stored()).toBe(0)
  const [view, ...others] = await refreshViews(client, project, { onStep })
  expect(others).toEqual([])
  const { rows } = await client.query('select duration_ms, row_count from analytics.refresh_log')
  expect([{ duration_ms: view?.milliseconds, row_count: view?.rows }]).toEqual(rows)
  expect(view).toMatchObject({ view: totals, rows: 1 })
  expect(steps).toEqual([`Refreshing ${totals}`])
})

test('refreshes one view where its rows are stored, whatever the hash of the config says', async () => {
  const { rows } = await client.query(
    "select matviewname as name from pg_matviews where schemaname = 'analytics' order by 1",
  )
  await client.query(`alter materialized view analytics.${rows[0].name} rename to customer_totals__older`)
  await client.query("insert into customers values ('c2', 'Bob', null, '2025-01-01', false)")
  expect(await refreshViews(client, project, { name: totals, onStep })).toMatchObject([
    { view: totals, rows: 2 },
  ])
  expect(await stored()).toBe(2)
  await client.query(`alter materialized view analytics.customer_totals__older rename to ${rows[0].name}`)
})

test('readers go on reading during the refresh of one view', async () => {
  const reader = await database.connect()
  await reader.query(`begin; select * from ${totals}`)
  const refreshed = refreshViews(client, project, { name: totals, onStep })
  expect(await refreshed).toHaveLength(1)
  await reader.query('commit')
})

test('a view without rows is filled', async () => {
  await client.query('create schema if not exists analytics')
  await client.query(
    `create materialized view analytics.revenue__per_day as select current_date as day, 1 as revenue with no data`,
  )
  expect(await refreshViews(client, lonely, { onStep })).toMatchObject([{ view: uncovered.name, rows: 1 }])
})

test('an incremental view is refreshed by what changed, and entirely where that is asked for', async () => {
  const counted = incrementalView('analytics.orders_of_customers', {
    description: 'Only for a test.',
    grain: ['customer_id'],
    query: rows(customers).select(['customer_id', 'name']),
    follow: [follow(customers, 'customer_id')],
  })
  const release = buildRelease(defineProject({ ...shop, definitions: [counted] }))
  await deployFresh(client, release)
  const project = { definitions: [counted] }
  const [object] = release.sqlObjects.filter(({ name }) => name === counted.name)
  await client.query(`update ${object?.storage} set name = 'Somebody'`)
  await client.query("insert into customers values ('c3', 'Cy', null, '2025-01-01', false)")
  const names = async () => (await client.query(`select name from ${counted.name} order by 1`)).rows
  expect(await refreshViews(client, project, { onStep })).toMatchObject([{ view: counted.name, rows: 3 }])
  expect(await names()).toEqual([{ name: 'Cy' }, { name: 'Somebody' }, { name: 'Somebody' }])
  await refreshViews(client, project, { name: counted.name, entirely: true, onStep })
  expect(await names()).toEqual([{ name: 'Ada' }, { name: 'Bob' }, { name: 'Cy' }])
})

test('an unknown name lists the names', async () => {
  await expect(refreshViews(client, project, { name: 'analytics.totals', onStep })).rejects.toThrow(
    `Use one of: ${totals}, refresh_totals.`,
  )
})

test('what is not deployed yet says so', async () => {
  const empty = await (await testDatabase()).connect()
  for (const options of [{ onStep }, { name: totals, onStep }]) {
    await expect(refreshViews(empty, project, options)).rejects.toThrow(/not deployed in this database yet/)
  }
})

test('a role that does not own the view is told who may refresh it', async () => {
  const role = `refresher_${database.name}`
  await client.query(`create role ${role}; grant usage on schema analytics to ${role}`)
  await client.query(`set role ${role}`)
  const refused = refreshViews(client, project, { name: totals, onStep })
  await expect(refused).rejects.toBeInstanceOf(SightlineError)
  await expect(refused).rejects.toThrow(/only the owner/)
  await client.query(`reset role; drop owned by ${role}; drop role ${role}`)
})

test('the command refreshes the whole project, and says how many rows each view has', async () => {
  const { default: ytempire } = await import('../../sightline.config.ts')
  const own = await testDatabase()
  const release = buildRelease(ytempire)
  const owner = await own.connect()
  await createSources(owner, release.sources)
  await deployFresh(owner, release)
  const { code, stdout, stderr } = await runSightline(['refresh', '--database', own.connectionString])
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('Refreshing analytics.') })
  const lines = [...stdout.matchAll(/^analytics\.(\w+) +0 +\d+$/gm)]
  expect(lines.map(([, name]) => name)).toEqual([
    'channel_performance',
    'channel_reach',
    'monthly_charges',
    'monthly_revenue',
    'niche_benchmarks',
    'video_generation_metrics',
  ])
  const one = await runSightline([
    'refresh',
    'analytics.channel_performance',
    '--json',
    '--database',
    own.connectionString,
  ])
  expect(JSON.parse(one.stdout)).toEqual([
    { view: 'analytics.channel_performance', rows: 0, milliseconds: expect.any(Number) },
  ])
  const unknown = await runSightline(['refresh', 'channels', '--database', own.connectionString])
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toContain('analytics.video_generation_metrics')
})
