import type { ClientBase } from 'pg'
import { inTransaction } from '../postgres/client.ts'

/** The statements that make the table in which the worker records its runs. */
const statements = [
  'create schema if not exists sightline',
  `create table if not exists sightline.schedule_run (
  run_id bigint generated always as identity primary key,
  name text not null,
  started_at timestamp with time zone not null default clock_timestamp(),
  duration_ms double precision,
  outcome text not null default 'running' check (outcome in ('running', 'succeeded', 'failed')),
  message text,
  worker text not null
)`,
  'create index if not exists schedule_run_name_started_at on sightline.schedule_run (name, started_at)',
  `comment on table sightline.schedule_run is 'One row for each run of a schedule by sightline''s worker.'`,
]

/** Makes the table of runs where it is missing; workers that start at the same time take turns. */
export async function createRunTable(client: ClientBase): Promise<void> {
  if (await hasRunTable(client)) return
  await inTransaction(client, async () => {
    await client.query("select pg_advisory_xact_lock(hashtext('sightline.schedule_run'))")
    for (const statement of statements) await client.query(statement)
  })
}

/** Whether a worker has ever recorded runs in this database. */
export async function hasRunTable(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ present: boolean }>(
    "select to_regclass('sightline.schedule_run') is not null as present",
  )
  return rows[0]?.present ?? false
}
