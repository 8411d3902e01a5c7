import { applyRelease, buildRelease, createSources, desiredState } from 'sightline/engine'
import { expect, test } from 'vitest'
import { dashboardMetrics } from '../../realtime/dashboard-metrics.ts'
import { revenueUpdate } from '../../realtime/revenue-update.ts'
import { stream } from '../../sample/stream.ts'
import config from '../../sightline.config.ts'
import { openCache } from '../../toolkit/cache/index.ts'
import { openFigures, openStreamPublisher, startStreamWorker } from '../../toolkit/realtime/index.ts'
import { testDatabase } from '../support/database.ts'
import { testRedis } from '../support/redis.ts'
import { eventually } from './eventually.ts'

const figuresInSql = `
select
  (select count(*)::int from happened where event = 'video_view' and at >= date_trunc('hour', $1::timestamptz, 'UTC')) as current_hour_views,
  (select coalesce(sum((data ->> 'amount_cents')::int), 0) / 100.0 from happened where event = 'revenue_update' and at >= date_trunc('day', $1::timestamptz, 'UTC'))::float8 as today_revenue,
  (select count(*)::int from happened s where event = 'video_generation_started' and at >= $1::timestamptz - interval '6 hours' and not exists (
    select from happened g where g.event = 'video_generated' and g.data ->> 'generation_id' = s.data ->> 'generation_id')) as active_generations,
  (select jsonb_agg(t order by views_per_hour desc, video_id) from (
    select data ->> 'video_id' as video_id, count(*)::int as views,
      count(*) / greatest(1, extract(epoch from $1::timestamptz - max((data ->> 'published_at')::timestamptz)) / 3600)::float8 as views_per_hour
    from happened where event = 'video_view' and at >= date_trunc('day', $1::timestamptz, 'UTC') - interval '6 days'
    group by 1 order by 3 desc, 1 limit 10) t) as trending_videos,
  (select count(*)::int from happened where event = 'api_call' and at >= date_trunc('minute', $1::timestamptz) - interval '4 minutes') as calls,
  (select count(*)::int from happened where event = 'api_call' and (data ->> 'failed')::boolean and at >= date_trunc('minute', $1::timestamptz) - interval '4 minutes') as failures`

test('the five figures are what SQL over the same events gives', async () => {
  const redis = await testRedis()
  const database = await testDatabase()
  const client = await database.connect()
  const release = buildRelease(config)
  await createSources(client, release.sources)
  await applyRelease(client, desiredState(release))
  const worker = await startStreamWorker(config, {
    database: database.connectionString,
    redis: redis.url,
    flushEvery: 100,
  })
  const publisher = await openStreamPublisher(config, { redis: redis.url })
  await client.query('create temporary table happened (event text, at timestamptz, data jsonb)')
  const now = new Date()
  // Over ten hours, the latest just now, so that windows begin in the middle of them.
  const events = 6000
  let number = 0
  const clock = () => new Date(now.getTime() - (events - number) * 6000)
  const happening = stream({ seed: 3, now: clock })
  const happened = []
  const sending = []
  for (; number < events; number++) {
    const { value } = happening.next()
    happened.push({ event: value.event.name, data: value.data })
    sending.push(publisher.publish(value.event, value.data))
  }
  await Promise.all(sending)
  await client.query(
    `insert into happened select e ->> 'event', (e -> 'data' ->> 'at')::timestamptz, e -> 'data' from jsonb_array_elements($1::jsonb) e`,
    [JSON.stringify(happened)],
  )
  const {
    rows: [expected],
  } = await client.query(figuresInSql, [now])
  const figures = await openFigures(config, { redis: redis.url })
  await eventually(async () => {
    const { system_health, trending_videos, ...numbers } = await dashboardMetrics(figures, { now })
    expect(numbers).toEqual({
      current_hour_views: expected.current_hour_views,
      today_revenue: expected.today_revenue,
      active_generations: expected.active_generations,
    })
    expect(trending_videos.map(({ video_id, views }) => ({ video_id, views }))).toEqual(
      expected.trending_videos.map(({ video_id, views }: { video_id: string; views: number }) => ({
        video_id,
        views,
      })),
    )
    expect(system_health).toMatchObject({
      calls: expected.calls,
      error_rate: expected.failures / expected.calls,
    })
  })
  const answers = await openCache(config, { redis: redis.url })
  const kept = await dashboardMetrics(figures, { answers })
  await publisher.publish(revenueUpdate, {
    channel_id: 'tea',
    user_id: 'ada',
    amount_cents: 100,
    at: new Date(),
  })
  expect(await dashboardMetrics(figures, { answers })).toEqual(kept)
  expect(answers.statistics().dashboard_metrics).toMatchObject({ computed: 5, hits: 5 })
  await answers.close()
  // What was counted is written by now at the latest.
  await worker.stop()
  const {
    rows: [stored],
  } = await client.query('select sum(views)::int as views from analytics.views_per_minute')
  expect(stored.views).toBe(happened.filter(({ event }) => event === 'video_view').length)
  await figures.close()
  await publisher.close()
}, 120_000)
