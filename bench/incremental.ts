import type { ClientBase } from 'pg'
import { sql } from 'sightline'
import { compileQuery, type Release } from 'sightline/engine'
import { partNames, refreshCall } from '../toolkit/kinds/incremental-view/incremental-parts.ts'
import { fromTables } from './from-tables.ts'
import type { PlatformSize } from './platform-data.ts'

/** What a refresh by what changed takes, and a materialized view of the same query, in milliseconds. */
export interface RefreshTime {
  readonly view: string
  /** The share of the rows that changed. */
  readonly share: number
  readonly incremental: number
  /** REFRESH MATERIALIZED VIEW CONCURRENTLY, which works out the same whatever changed. */
  readonly materialized: number
}

/** Of 10 % nearly every row becomes another, which costs the materialized view more, too; `BENCH_SHARES` names fewer. */
const shares = (process.env.BENCH_SHARES ?? '0.0001,0.001,0.01,0.1').split(',').map(Number)
const large = 0.1

/**
 * Times the incremental views of the project on so many videos, half as many attempts more and 20 videos in a channel.
 * What changes is young, as it is on a platform: the latest videos get views, and attempts are added.
 */
export async function* timeIncremental(
  client: ClientBase,
  { sqlObjects }: Release,
  { videos }: PlatformSize,
): AsyncGenerator<RefreshTime> {
  for (const { name, storage, definition } of sqlObjects) {
    if (storage === undefined || definition?.kind !== 'incremental view') continue
    const { query } = partNames(storage)
    const whole = fromTables[name]
    await client.query(
      `create materialized view same_query as ${whole ? compileQuery(whole).sql : `select * from ${query.sql}`}`,
    )
    const grain = definition.grain.map((column) => sql.ref(column))
    await client.query(compileQuery(sql`create unique index on same_query (${sql.join(grain)})`).sql)
    const refresh = () => milliseconds(client, 'refresh materialized view concurrently same_query')
    let materialized: number | undefined
    for (const share of shares) {
      await startAgain(client, storage)
      await change(client, videos, share)
      const incremental = await milliseconds(client, `select ${refreshCall(storage)}`)
      if (materialized === undefined || share >= large) materialized = await refresh()
      yield { view: name, share, incremental, materialized }
    }
    await client.query('drop materialized view same_query')
  }
}

async function milliseconds(client: ClientBase, statement: string): Promise<number> {
  const start = performance.now()
  await client.query(statement)
  return performance.now() - start
}

/**
 * Takes back what was added, does what autovacuum would do by the next hour, and refreshes: a log that was long before
 * looks long to the planner.
 */
async function startAgain(client: ClientBase, storage: string): Promise<void> {
  await client.query('delete from video_generation_log where quality_score is null')
  await client.query(`select ${refreshCall(storage)}`)
  await client.query('vacuum')
  await client.query(`select ${refreshCall(storage)}`)
}

/** Whether views come to any videos, however old; to the latest unless `BENCH_CHANGED` is `anywhere`. */
const isAnywhere = process.env.BENCH_CHANGED === 'anywhere'

/** Videos get views, attempts are added at the pace of the platform, and users are charged. */
async function change(client: ClientBase, videos: number, share: number): Promise<void> {
  const count = Math.max(1, Math.round(videos * share))
  await client.query(`
    update videos set views = views + 10 where ${isAnywhere ? `random() < ${share}` : `video_id in (select video_id from videos order by published_at desc limit ${count})`};
    insert into video_generation_log (channel_id, video_id, created_at, status, generation_time_seconds, total_cost_cents)
      select 'c' || 1 + n % ${Math.round(videos / 20)}, null, now() - interval '365 days' * (n / ${videos * 1.5}::float8), 'failed', 300, 250 from generate_series(1, ${Math.round(count * 1.5)}) n;
    insert into billing_records (user_id, date, subscription_tier, status, amount)
      select 'u' || n, current_date, 'starter', 'active', 297 from generate_series(1, ${Math.ceil((videos / 100) * share)}) n`)
}
