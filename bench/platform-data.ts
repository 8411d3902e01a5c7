import type { ClientBase } from 'pg'

/** How many videos a platform has; everything else follows from that. */
export interface PlatformSize {
  readonly videos: number
}

/**
 * Fills the sources of the project with what a platform of a year has: half as many attempts more than videos, 20
 * videos in a channel, five channels of a user, the latest rows of few channels each.
 */
export async function fillPlatform(client: ClientBase, { videos }: PlatformSize): Promise<void> {
  const channels = Math.round(videos / 20)
  const users = Math.round(channels / 5)
  const attempts = Math.round(videos * 1.5)
  /** The moment of the nth of so many rows that come evenly over some days. */
  const moment = (count: number, days: number) =>
    `now() - (${count} - n) * interval '${days} days' / ${count}`
  const parts: readonly string[] = [
    `users select 'u' || n, n || '@example.com', '', 'active', current_date - n % 700, null, (array['paid', 'organic', 'referral'])[1 + n % 3] from generate_series(1, ${users}) n`,
    `channels select 'c' || n, 'Channel ' || n, 'u' || 1 + n % ${users}, 'niche ' || n % 25, 'active', now() - n % 700 * interval '1 day' from generate_series(1, ${channels}) n`,
    `videos select 'v' || n, 'c' || 1 + n % ${channels}, 'Title', 'published', ${moment(videos, 365)},
      (random() * 1e5)::int, 100, 20, 5, (random() * 1e4)::int, 4.2 from generate_series(1, ${videos}) n`,
    `channel_analytics select 'c' || n, current_date - d, d + n from generate_series(1, ${channels}) n, generate_series(0, 9) d`,
    `video_generation_log (channel_id, video_id, created_at, status, generation_time_seconds, total_cost_cents, quality_score)
      select 'c' || 1 + n % ${channels}, case when n % 3 > 0 then 'v' || 1 + n * 2 / 3 end, ${moment(attempts, 365)},
        case when n % 3 > 0 then 'published' else 'failed' end, 300, 250, 80 from generate_series(1, ${attempts}) n`,
  ]
  for (const part of parts) await client.query(`insert into ${part}`)
}

/** Fills what panels read beside: thumbnails, billing, and five requests to the API for each video. */
export async function fillOperations(client: ClientBase, { videos }: PlatformSize): Promise<void> {
  const users = Math.round(videos / 100)
  const requests = videos * 5
  const errors = Math.round(videos / 2)
  const moment = (count: number, days: number) =>
    `now() - (${count} - n) * interval '${days} days' / ${count}`
  const parts: readonly string[] = [
    `video_thumbnails select 'v' || n, variant, random() * 10, variant = 'A' from generate_series(1, ${videos}) n, unnest(array['A', 'B']) variant`,
    `billing_records (user_id, date, subscription_tier, status, amount, overage_revenue)
      select 'u' || n, current_date - month * 30, (array['beta', 'starter', 'growth', 'enterprise'])[1 + n % 4], 'active', 300, n % 7
      from generate_series(1, ${users}) n, generate_series(0, 23) month`,
    `expenses (date, department, category, amount) select current_date - n % 700, 'marketing', (array['paid_ads', 'content_marketing', 'sales'])[1 + n % 3], 100 from generate_series(1, 20000) n`,
    `api_logs select ${moment(requests, 90)}, '/api/v1/videos', 200, 10 + random() * 200 from generate_series(1, ${requests}) n`,
    `error_logs select ${moment(errors, 90)}, (array['warning', 'error', 'critical'])[1 + n % 3], 'api', 'It failed' from generate_series(1, ${errors}) n`,
    `system_metrics select now() - n * interval '1 minute', 'host ' || host, 40, 50 from generate_series(0, 60 * 24 * 90) n, generate_series(1, 8) host`,
    `youtube_api_calls select current_date - n % 365, '/videos', 1 from generate_series(1, ${errors}) n`,
    `n8n_workflows select 'w' || n, 'Workflow', (array['running', 'succeeded', 'failed'])[1 + n % 3], now() - n * interval '1 minute' from generate_series(1, 1000) n`,
  ]
  for (const part of parts) await client.query(`insert into ${part}`)
}

/** Fills the roll-ups that panels read, with a row of each channel for every five minutes of the last hours. */
export async function fillRollups(client: ClientBase, { videos }: PlatformSize): Promise<void> {
  const channels = Math.round(videos / 20)
  await client.query(`
    insert into analytics.views_per_minute (minute, channel_id, views, watch_seconds)
      select date_trunc('minute', now()) - minute * interval '1 minute', 'c' || 1 + n, 3, 100
      from generate_series(0, 59) minute, generate_series(1, ${channels}, 20) n;
    insert into analytics.api_calls_per_minute (minute, endpoint, calls, failures, response_time_ms, slowest_ms)
      select date_trunc('minute', now()) - minute * interval '1 minute', '/api/v1/' || n, 40, 1, 4000, 300
      from generate_series(0, 59) minute, generate_series(1, 20) n;
    insert into analytics.revenue_per_day (day, channel_id, amount_cents, updates)
      select date_trunc('day', now(), 'UTC') - day * interval '1 day', 'c' || n, 100, 1
      from generate_series(0, 9) day, generate_series(1, ${channels}) n`)
}
