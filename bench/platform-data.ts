import type { ClientBase } from 'pg'

/** How many videos a platform has; everything else follows from that. */
export interface PlatformSize {
  readonly videos: number
}

/** The moment of the nth of so many rows that come evenly over some days. */
const moment = (count: number, days: number) =>
  `now() - interval '${days} days' * ((${count} - n) / ${count}::float8)`
const series = (count: number) => `generate_series(1, ${count}) n`

/**
 * What fills the sources that incremental views read with a platform of a year, the largest tables first: half as many
 * attempts more than videos, 20 videos in a channel, five channels of a user, the latest rows of few channels each.
 */
export function platformRows({ videos }: PlatformSize): readonly string[] {
  const channels = Math.round(videos / 20)
  const users = Math.round(channels / 5)
  const attempts = Math.round(videos * 1.5)
  return [
    `video_generation_log (channel_id, video_id, created_at, status, generation_time_seconds, total_cost_cents, quality_score)
      select 'c' || 1 + n % ${channels}, case when n % 3 > 0 then 'v' || 1 + n * 2 / 3 end, ${moment(attempts, 365)},
        case when n % 3 > 0 then 'published' else 'failed' end, 300, 250, 80 from ${series(attempts)}`,
    `videos select 'v' || n, 'c' || 1 + n % ${channels}, 'Title', 'published', ${moment(videos, 365)},
      (random() * 1e5)::int, 100, 20, 5, (random() * 1e4)::int, 4.2 from ${series(videos)}`,
    `channel_analytics select 'c' || n, current_date - d, d + n from ${series(channels)}, generate_series(0, 9) d`,
    `billing_records (user_id, date, subscription_tier, status, amount, overage_revenue)
      select 'u' || n, current_date - month * 30, (array['beta', 'starter', 'growth', 'enterprise'])[1 + n % 4], 'active', 300, n % 7
      from ${series(users)}, generate_series(0, 23) month`,
    `channels select 'c' || n, 'Channel ' || n, 'u' || 1 + n % ${users}, 'niche ' || n % 25, 'active', now() - n % 700 * interval '1 day' from ${series(channels)}`,
    `users select 'u' || n, n || '@example.com', '', 'active', current_date - n % 700, null, (array['paid', 'organic', 'referral'])[1 + n % 3] from ${series(users)}`,
  ]
}

/** What fills the sources that only panels and alerts read: five requests to the API for each video, thumbnails, errors. */
export function operationRows({ videos }: PlatformSize): readonly string[] {
  const requests = videos * 5
  const errors = Math.round(videos / 2)
  return [
    `api_logs select ${moment(requests, 90)}, '/api/v1/videos', 200, 10 + random() * 200 from ${series(requests)}`,
    `video_thumbnails select 'v' || n, variant, random() * 10, variant = 'A' from ${series(videos)}, unnest(array['A', 'B']) variant`,
    `error_logs select ${moment(errors, 90)}, (array['warning', 'error', 'critical'])[1 + n % 3], 'api', 'It failed' from ${series(errors)}`,
    `youtube_api_calls select current_date - n % 365, '/videos', 1 from ${series(errors)}`,
    `system_metrics select now() - n * interval '1 minute', 'host ' || host, 40, 50 from generate_series(0, 60 * 24 * 90) n, generate_series(1, 8) host`,
    `expenses (date, department, category, amount) select current_date - n % 700, 'marketing', (array['paid_ads', 'content_marketing', 'sales'])[1 + n % 3], 100 from ${series(20_000)}`,
    `n8n_workflows select 'w' || n, 'Workflow', (array['running', 'succeeded', 'failed'])[1 + n % 3], now() - n * interval '1 minute' from ${series(1000)}`,
  ]
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
