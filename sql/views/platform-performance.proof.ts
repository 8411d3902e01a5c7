import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { apiLogs, errorLogs, n8nWorkflows, systemMetrics, youtubeApiCalls } from '../sources.ts'
import { platformPerformance } from './platform-performance.ts'

const request = factory(apiLogs, { timestamp: '2026-03-15T11:30:00Z', response_time_ms: 100 })
const line = factory(errorLogs, { timestamp: '2026-03-15T11:30:00Z', severity: 'error' })
const metric = factory(systemMetrics, { timestamp: '2026-03-15T11:30:00Z', cpu_usage: 50, memory_usage: 60 })
const call = factory(youtubeApiCalls, { date: '2026-03-15', quota_units: 100 })
const workflow = factory(n8nWorkflows, { timestamp: '2026-03-15T11:30:00Z', status: 'running' })

/** The first moment that is more than an hour ago, and the last that is not. */
const anHourAgo = '2026-03-15T11:00:00Z'
const withinTheHour = '2026-03-15T11:00:00.001Z'

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'without any data there is one row: counts are 0, averages unknown': given().view(platformPerformance, [
      {
        avg_api_latency: null,
        p95_api_latency: null,
        youtube_quota_used_today: 0,
        youtube_quota_remaining: 10_000,
        avg_cpu_usage: null,
        avg_memory_usage: null,
        errors_last_hour: 0,
        critical_errors_last_hour: 0,
        active_workflows: 0,
        failed_workflows_last_hour: 0,
      },
    ]),
    'one part without data leaves the others alone': given(request(), call()).view(platformPerformance, [
      { avg_api_latency: 100, youtube_quota_used_today: 100, avg_cpu_usage: null, errors_last_hour: 0 },
    ]),
    'parts do not multiply each other': given(
      request(),
      request(),
      call(),
      call(),
      line(),
      line(),
      workflow(),
      workflow(),
    ).view(platformPerformance, [
      { avg_api_latency: 100, youtube_quota_used_today: 200, errors_last_hour: 2, active_workflows: 2 },
    ]),

    'latency is the mean of the last hour': given(request(), request({ response_time_ms: 200.5 })).view(
      platformPerformance,
      [{ avg_api_latency: 150.25 }],
    ),
    'the 95th percentile is interpolated': given(
      request({ response_time_ms: 100 }),
      request({ response_time_ms: 200 }),
    ).view(platformPerformance, [{ p95_api_latency: 195 }]),
    'one request is its own percentile': given(request()).view(platformPerformance, [
      { p95_api_latency: 100 },
    ]),
    'a request an hour ago is none of the last hour': given(request({ timestamp: anHourAgo })).view(
      platformPerformance,
      [{ avg_api_latency: null, p95_api_latency: null }],
    ),
    'a request just within the hour counts': given(request({ timestamp: withinTheHour })).view(
      platformPerformance,
      [{ avg_api_latency: 100, p95_api_latency: 100 }],
    ),
    'failed requests count for latency': given(request({ status_code: 500 })).view(platformPerformance, [
      { avg_api_latency: 100, errors_last_hour: 0 },
    ]),

    'quota is summed over the endpoints of today': given(
      call({ endpoint: 'videos.list' }),
      call({ endpoint: 'videos.insert', quota_units: 1600 }),
    ).view(platformPerformance, [{ youtube_quota_used_today: 1700, youtube_quota_remaining: 8300 }]),
    'quota of yesterday is not that of today': given(call({ date: '2026-03-14' })).view(platformPerformance, [
      { youtube_quota_used_today: 0, youtube_quota_remaining: 10_000 },
    ]),
    'quota of tomorrow is not that of today': given(call({ date: '2026-03-16' })).view(platformPerformance, [
      { youtube_quota_used_today: 0 },
    ]),
    'quota begins anew at midnight in UTC': given(call(), call({ date: '2026-03-16', quota_units: 5 }))
      .at('2026-03-16T00:00:00Z')
      .view(platformPerformance, [{ youtube_quota_used_today: 5 }]),
    'quota of the day counts until its last moment': given(call())
      .at('2026-03-15T23:59:59.999Z')
      .view(platformPerformance, [{ youtube_quota_used_today: 100 }]),
    'quota may be used up': given(call({ quota_units: 10_000 })).view(platformPerformance, [
      { youtube_quota_remaining: 0 },
    ]),
    'quota may be overspent': given(call({ quota_units: 12_000 })).view(platformPerformance, [
      { youtube_quota_remaining: -2000 },
    ]),

    'load is the mean over samples of all hosts': given(
      metric({ host: 'one' }),
      metric({ host: 'two', cpu_usage: 70.5, memory_usage: 80 }),
    ).view(platformPerformance, [{ avg_cpu_usage: 60.25, avg_memory_usage: 70 }]),
    'load an hour ago is none of the last hour': given(metric({ timestamp: anHourAgo })).view(
      platformPerformance,
      [{ avg_cpu_usage: null, avg_memory_usage: null }],
    ),
    'load just within the hour counts': given(metric({ timestamp: withinTheHour })).view(
      platformPerformance,
      [{ avg_cpu_usage: 50, avg_memory_usage: 60 }],
    ),

    ...proveEach(
      { error: [1, 0], critical: [0, 1], warning: [0, 0] },
      ([errors = 0, criticals = 0], severity) => [
        `a line of severity ${severity} is ${errors} error and ${criticals} critical`,
        given(line({ severity })).view(platformPerformance, [
          { errors_last_hour: errors, critical_errors_last_hour: criticals },
        ]),
      ],
    ),
    ...proveEach(['error', 'critical'], (severity) => [
      `a line of severity ${severity} an hour ago does not count`,
      given(line({ severity, timestamp: anHourAgo })).view(platformPerformance, [
        { errors_last_hour: 0, critical_errors_last_hour: 0 },
      ]),
    ]),
    'an error just within the hour counts': given(line({ timestamp: withinTheHour })).view(
      platformPerformance,
      [{ errors_last_hour: 1 }],
    ),

    ...proveEach(
      { running: [1, 0], failed: [0, 1], succeeded: [0, 0] },
      ([active = 0, failed = 0], status) => [
        `a workflow that is ${status} is ${active} active and ${failed} failed`,
        given(workflow({ status })).view(platformPerformance, [
          { active_workflows: active, failed_workflows_last_hour: failed },
        ]),
      ],
    ),
    'a workflow that has run for long is active': given(workflow({ timestamp: '2026-03-01T00:00:00Z' })).view(
      platformPerformance,
      [{ active_workflows: 1 }],
    ),
    'a workflow that failed an hour ago does not count': given(
      workflow({ status: 'failed', timestamp: anHourAgo }),
    ).view(platformPerformance, [{ failed_workflows_last_hour: 0 }]),
    'a workflow that failed just within the hour counts': given(
      workflow({ status: 'failed', timestamp: withinTheHour }),
    ).view(platformPerformance, [{ failed_workflows_last_hour: 1, active_workflows: 0 }]),
  },
)
