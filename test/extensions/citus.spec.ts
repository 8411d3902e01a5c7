import { holdsOnExtension } from './on-extension.ts'

holdsOnExtension({
  url: process.env.CITUS_URL ?? '',
  keep: [
    'create extension if not exists citus',
    'alter table video_thumbnails drop constraint video_thumbnails_video_id_fkey',
    `select create_reference_table('users')`,
    `select create_reference_table('channels')`,
    `select create_distributed_table('videos', 'video_id')`,
    `select create_distributed_table('video_thumbnails', 'video_id')`,
    'alter table video_thumbnails add foreign key (video_id) references videos',
    `select create_distributed_table('channel_analytics', 'channel_id')`,
    `select create_distributed_table('api_logs', 'timestamp')`,
    `select create_distributed_table('youtube_api_calls', 'endpoint')`,
  ],
  hazards: [
    /each refresh of analytics\.channel_performance works out all of its rows, for videos is a distributed table/,
  ],
  says: [/citus ok: Citus [\d.-]+ keeps /, /each refresh of .*channel_performance.* works out all/],
  holds: [
    `select count(*) = 2 from pg_dist_partition where logicalrelid in ('analytics.views_per_hour'::regclass, 'analytics.views_per_minute'::regclass)`,
    `select not has_column_privilege('grafana_reader', 'public.users', 'password_hash', 'select')`,
  ],
})
