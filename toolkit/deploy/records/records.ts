import type { ClientBase } from 'pg'
import type { DesiredState } from '../../release/desired-state.ts'
import { quoteLiteral } from '../../sql/identifier.ts'

/** The tables in which a database remembers what was applied to it. */
export const recordTables = [
  'create schema if not exists sightline',
  `create table if not exists sightline.release (
  id bigint generated always as identity primary key,
  project text not null,
  version text not null,
  content_hash text not null,
  git_revision text,
  who text not null,
  phase text not null,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  duration interval generated always as (finished_at - started_at) stored,
  result text,
  desired jsonb not null,
  reads jsonb not null
)`,
  `create table if not exists sightline.release_object (
  project text not null,
  kind text not null,
  name text not null,
  hash text not null,
  canonical text not null,
  release_id bigint not null references sightline.release,
  state text not null,
  primary key (project, kind, name)
)`,
  `comment on schema sightline is 'What was applied to this database, and by whom.'`,
  `comment on table sightline.release is 'One row for each deploy.'`,
  `comment on table sightline.release_object is 'Each object of a project as Postgres printed it when it was applied.'`,
]

/** A column that a query reads. */
export interface ReadColumn {
  /** The panel, variable, annotation or alert. */
  readonly where: string
  readonly relation: string
  readonly column: string
}

/** A row of `sightline.release`. */
export interface ReleaseRecord {
  readonly id: number
  readonly version: string
  readonly contentHash: string
  readonly phase: 'started' | 'expanded' | 'done'
  readonly desired: DesiredState
  readonly reads: readonly ReadColumn[]
}

export type RecordedKind =
  | 'schema'
  | 'table'
  | 'index'
  | 'view'
  | 'view copy'
  | 'storage'
  | 'function'
  | 'schedule'

/** A row of `sightline.release_object`. */
export interface ObjectRecord {
  readonly kind: RecordedKind
  readonly name: string
  readonly hash: string
  /** As Postgres printed it after it was applied; of a schema or a table only whether it was there before. */
  readonly canonical: string
  readonly state: 'prepared' | 'expanded' | 'final'
}

/** Recorded of a schema or a table that was there before it was first released. */
export const adopted = 'adopted'

/** What a database remembers of a project. */
export interface Records {
  /** The last release of which at least the first phase is done. */
  readonly current: ReleaseRecord | undefined
  /** The last release of which all is done: that of the dashboards, where another one is only expanded. */
  readonly deployed: ReleaseRecord | undefined
  readonly objects: readonly ObjectRecord[]
}

const releaseColumns = 'id, version, content_hash as "contentHash", phase, desired, reads'

/** Reads what was applied; a database that knows nothing yet gives nothing. */
export async function readRecords(client: ClientBase, project: string): Promise<Records> {
  if (!(await hasRecords(client))) return { current: undefined, deployed: undefined, objects: [] }
  const latest = async (phases: readonly string[]) => {
    const { rows } = await client.query<ReleaseRecord>(
      `select ${releaseColumns} from sightline.release where project = $1 and phase = any($2) order by id desc limit 1`,
      [project, phases],
    )
    return rows[0]
  }
  const current = await latest(['expanded', 'done'])
  const deployed = current?.phase === 'expanded' ? await latest(['done']) : current
  const objects = await client.query<ObjectRecord>(
    'select kind, name, hash, canonical, state from sightline.release_object where project = $1 order by kind, name',
    [project],
  )
  return { current, deployed, objects: objects.rows }
}

/** Whether anything was ever applied here. */
export async function hasRecords(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select to_regclass('sightline.release_object') is not null as found`,
  )
  return rows[0]?.found ?? false
}

/** The statement that remembers an object; it belongs into the transaction that creates it. */
export function recordObject(project: string, releaseId: number, record: ObjectRecord): string {
  const { kind, name, hash, canonical, state } = record
  const values = [project, kind, name, hash, canonical].map(quoteLiteral)
  return `insert into sightline.release_object (project, kind, name, hash, canonical, release_id, state)
values (${[...values, releaseId, quoteLiteral(state)].join(', ')})
on conflict (project, kind, name) do update set
  hash = excluded.hash, canonical = excluded.canonical, release_id = excluded.release_id, state = excluded.state`
}

/** The statement that forgets an object. */
export function forgetObject(project: string, { kind, name }: Pick<ObjectRecord, 'kind' | 'name'>): string {
  const [p, k, n] = [project, kind, name].map(quoteLiteral)
  return `delete from sightline.release_object where project = ${p} and kind = ${k} and name = ${n}`
}
