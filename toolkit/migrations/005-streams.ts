/** Who counts which part of a project's stream, how far it is counted, and which processes there are. */
export const streams = `
create table sightline.stream_shard (
  project text not null,
  shard int not null,
  owner text,
  fence bigint not null default 0,
  leased_until timestamptz not null default '-infinity',
  last_id text not null default '0-0',
  counted bigint not null default 0,
  flushed_at timestamptz,
  primary key (project, shard)
);
comment on table sightline.stream_shard is 'How far each shard of a stream is counted: written in the transaction that counts.';
create table sightline.stream_worker (
  project text not null,
  worker text not null,
  host text not null,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  counted bigint not null default 0,
  per_second double precision not null default 0,
  primary key (project, worker)
);
comment on table sightline.stream_worker is 'The processes that count the events of a project.';
`
