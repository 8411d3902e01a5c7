import { beforeAll, expect, test } from 'vitest'
import { type GoldDatabase, goldDatabase } from '../support/gold-database.ts'
import { expectSameRows } from '../support/same-rows.ts'

const keptViews = [
  { name: 'channel_performance', grain: ['channel_id'] },
  { name: 'video_generation_metrics', grain: ['date'] },
  { name: 'monthly_revenue', grain: ['month'] },
  { name: 'niche_benchmarks', grain: ['niche'] },
  { name: 'channel_reach', grain: ['channel_id'] },
  { name: 'monthly_charges', grain: ['month', 'user_id'] },
]

let gold: GoldDatabase
beforeAll(async () => {
  gold = await goldDatabase()
})

const refresh = () => gold.client.query('select refresh_analytics_views()')

async function stored(name: string): Promise<Record<string, unknown>[]> {
  const { rows } = await gold.client.query(`select * from analytics.${name} order by 1`)
  return rows
}

test.each(keptViews)('after a refresh, $name still has the gold rows', async ({ name, grain }) => {
  await refresh()
  expectSameRows(await stored(name), gold.expected[name] ?? [], grain)
})

test('refreshing twice changes no row', async () => {
  await refresh()
  const before = await Promise.all(keptViews.map(({ name }) => stored(name)))
  await refresh()
  expect(await Promise.all(keptViews.map(({ name }) => stored(name)))).toEqual(before)
})

test('a refresh shows what was changed in the sources', async () => {
  const views = () =>
    gold.client.query("select total_views from analytics.channel_performance where channel_id = 'c000'")
  await refresh()
  const [before] = (await views()).rows
  await gold.client.query(
    `update videos set views = views + 1000 where video_id =
       (select video_id from videos where channel_id = 'c000' and status = 'published' and published_at <= now() limit 1)`,
  )
  expect((await views()).rows).toEqual([before])
  await refresh()
  expect((await views()).rows).toEqual([{ total_views: before.total_views + 1000 }])
})

test('each refresh leaves a row per view with its duration and its number of rows', async () => {
  await gold.client.query('truncate analytics.refresh_log')
  await refresh()
  const { rows } = await gold.client.query(
    'select view_name, row_count, duration_ms > 0 as took_time from analytics.refresh_log order by view_name',
  )
  expect(rows).toEqual([
    { view_name: 'analytics.channel_performance', row_count: gold.expected.channel_performance?.length, took_time: true },
    { view_name: 'analytics.channel_reach', row_count: gold.expected.channel_reach?.length, took_time: true },
    { view_name: 'analytics.monthly_charges', row_count: gold.expected.monthly_charges?.length, took_time: true },
    { view_name: 'analytics.monthly_revenue', row_count: gold.expected.monthly_revenue?.length, took_time: true },
    { view_name: 'analytics.niche_benchmarks', row_count: gold.expected.niche_benchmarks?.length, took_time: true },
    { view_name: 'analytics.video_generation_metrics', row_count: gold.expected.video_generation_metrics?.length, took_time: true },
  ])
})

test('the time of the last refresh is kept, also where the key was missing', async () => {
  const last = async () =>
    (await gold.client.query("select value::timestamptz as at from system_metadata where key = 'last_analytics_refresh'")).rows
  await gold.client.query("delete from system_metadata where key = 'last_analytics_refresh'")
  await refresh()
  const [first] = await last()
  await refresh()
  const [second] = await last()
  expect(second.at.getTime()).toBeGreaterThan(first.at.getTime())
})
