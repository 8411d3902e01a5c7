import { holdsOnExtension } from './on-extension.ts'

holdsOnExtension({
  url: process.env.TIMESCALE_URL ?? '',
  keep: [
    `create extension if not exists timescaledb`,
    `select create_hypertable('api_logs', 'timestamp')`,
    `select create_hypertable('error_logs', 'timestamp')`,
    `select create_hypertable('system_metrics', 'timestamp')`,
    `select create_hypertable('youtube_api_calls', 'date')`,
    `select create_hypertable('channel_analytics', 'date')`,
    'alter table video_generation_log drop constraint video_generation_log_pkey',
    `select create_hypertable('video_generation_log', 'created_at')`,
  ],
  hazards: [/idx_generation_log_created_at is built on video_generation_log chunk by chunk/],
  says: [/timescaledb ok: TimescaleDB [\d.]+ keeps .*chunk by chunk/],
  holds: [`select count(*) = 0 from pg_index where not indisvalid`],
})
