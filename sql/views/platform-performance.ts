import { ago, from, percentile, today, view } from 'sightline'
import { apiLogs, errorLogs, n8nWorkflows, systemMetrics, youtubeApiCalls } from '../sources.ts'

const dailyQuota = 10000
const anHourAgo = ago({ hours: 1 })

export const platformPerformance = view('analytics.platform_performance', {
  description:
    'How the platform does right now: latency, load, errors and workflows of the last hour, and the YouTube quota of the UTC day. Always one row.',
  grain: [],
  columns: {
    avg_api_latency: 'Mean API response time of the last hour (milliseconds); null without requests.',
    p95_api_latency: '95th percentile of the API response time (milliseconds); null without requests.',
    youtube_quota_used_today: 'YouTube API quota spent since 00:00 UTC (units); 0 without calls.',
    youtube_quota_remaining: 'What is left of the daily quota of 10000 (units); negative when overspent.',
    avg_cpu_usage: 'Mean CPU usage over the samples of all hosts in the last hour (percent).',
    avg_memory_usage: 'Mean memory usage over the samples of all hosts in the last hour (percent).',
    errors_last_hour: 'Log lines of severity error in the last hour (count).',
    critical_errors_last_hour: 'Log lines of severity critical in the last hour (count).',
    active_workflows: 'Workflows that are running now (count).',
    failed_workflows_last_hour: 'Workflows that failed in the last hour (count).',
  },
  query: operations()
    .selectFrom('api')
    .crossJoin('quota')
    .crossJoin('load')
    .crossJoin('errors')
    .crossJoin('workflows')
    .select((eb) => [
      'avg_api_latency',
      'p95_api_latency',
      'used as youtube_quota_used_today',
      eb(eb.val(dailyQuota), '-', eb.ref('used')).as('youtube_quota_remaining'),
      'avg_cpu_usage',
      'avg_memory_usage',
      'errors_last_hour',
      'critical_errors_last_hour',
      'active_workflows',
      'failed_workflows_last_hour',
    ]),
})

/** Aggregates without a group: each is one row, whatever its table holds. */
function operations() {
  return traffic()
    .with('errors', (db) =>
      db
        .selectFrom('error_logs')
        .where('timestamp', '>', anHourAgo)
        .select((eb) => [
          eb.fn.countAll().filterWhere('severity', '=', 'error').as('errors_last_hour'),
          eb.fn.countAll().filterWhere('severity', '=', 'critical').as('critical_errors_last_hour'),
        ]),
    )
    .with('workflows', (db) =>
      db.selectFrom('n8n_workflows').select((eb) => [
        eb.fn.countAll().filterWhere('status', '=', 'running').as('active_workflows'),
        eb.fn
          .countAll()
          .filterWhere(eb.and([eb('status', '=', 'failed'), eb('timestamp', '>', anHourAgo)]))
          .as('failed_workflows_last_hour'),
      ]),
    )
}

function traffic() {
  return from(apiLogs, youtubeApiCalls, systemMetrics, errorLogs, n8nWorkflows)
    .with('api', (db) =>
      db
        .selectFrom('api_logs')
        .where('timestamp', '>', anHourAgo)
        .select((eb) => [
          eb.fn.avg('response_time_ms').as('avg_api_latency'),
          percentile(0.95, eb.ref('response_time_ms')).as('p95_api_latency'),
        ]),
    )
    .with('quota', (db) =>
      db
        .selectFrom('youtube_api_calls')
        .where('date', '=', today())
        .select((eb) => eb.fn.coalesce(eb.fn.sum('quota_units'), eb.lit(0)).as('used')),
    )
    .with('load', (db) =>
      db
        .selectFrom('system_metrics')
        .where('timestamp', '>', anHourAgo)
        .select((eb) => [
          eb.fn.avg('cpu_usage').as('avg_cpu_usage'),
          eb.fn.avg('memory_usage').as('avg_memory_usage'),
        ]),
    )
}
