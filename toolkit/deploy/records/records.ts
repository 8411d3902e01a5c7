import type { ClientBase } from 'pg'
import type { RecordedKindName } from '../../kinds/recorded-kind-names.ts'
import { storedVersion } from '../../migrations/migrate.ts'
import { quoteLiteral } from '../../sql/identifier.ts'
import type { RecordedGrant } from '../reader/reader-grant.ts'
import { grantRecord, type ObjectRecord, objectRecord, type ReleaseRecord, releaseRecord } from './record.ts'

/** Recorded of a schema or a table that was there before it was first released. */
export const adopted = 'adopted'

/** What a database remembers of a project. */
export interface Records {
  /** The last release of which at least the first phase is done. */
  readonly current: ReleaseRecord | undefined
  /** The last release of which all is done: that of the dashboards, where another one is only expanded. */
  readonly deployed: ReleaseRecord | undefined
  /** The other releases that were begun since then, each of which may have left an index half way. */
  readonly unfinished: readonly ReleaseRecord[]
  readonly objects: readonly ObjectRecord[]
  /** The schedules of other projects in this database. */
  readonly otherSchedules: readonly string[]
  /** What the readers of all projects in this database need. */
  readonly grants: readonly RecordedGrant[]
}

/** What is remembered of an object. */
export function recordNamed(
  { objects }: Pick<Records, 'objects'>,
  kind: RecordedKindName,
  name: string,
): ObjectRecord | undefined {
  return objects.find((one) => one.kind === kind && one.name === name)
}

const releaseColumns = `id, version, content_hash as "contentHash", phase, desired, reads, result,
  coalesce(to_jsonb(release) -> 'failing', '[]') as failing`

/**
 * Reads what was applied; a database that knows nothing yet gives nothing. Commands that only look leave the tables as
 * an older version made them: a column of a later step is read as `to_jsonb(release) -> 'name'`, which is null without it.
 *
 * @throws SightlineError where a newer sightline wrote it
 */
export async function readRecords(client: ClientBase, project: string): Promise<Records> {
  if (!(await hasRecords(client)))
    return {
      current: undefined,
      deployed: undefined,
      unfinished: [],
      objects: [],
      otherSchedules: [],
      grants: [],
    }
  const latest = async (phases: readonly string[]) => {
    const { rows } = await client.query<object>(
      `select ${releaseColumns} from sightline.release where project = $1 and phase = any($2) order by id desc limit 1`,
      [project, phases],
    )
    return rows[0] && releaseRecord(rows[0])
  }
  const current = await latest(['expanded', 'done'])
  const deployed = current?.phase === 'expanded' ? await latest(['done']) : current
  const unfinished = await client.query<object>(
    `select distinct on (content_hash) ${releaseColumns} from sightline.release
     where project = $1 and id > $2 and id <> $3 order by content_hash, id desc`,
    [project, deployed?.id ?? 0, current?.id ?? 0],
  )
  const objects = await client.query<object>(
    'select kind, name, hash, canonical, state from sightline.release_object where project = $1 order by kind, name',
    [project],
  )
  const schedules = await client.query<{ name: string }>(
    `select name from sightline.release_object where project <> $1 and kind = 'schedule'`,
    [project],
  )
  const otherSchedules = schedules.rows.map(({ name }) => name)
  const grants = await readGrants(client)
  return {
    current,
    deployed,
    unfinished: unfinished.rows.map(releaseRecord),
    objects: objects.rows.map(objectRecord),
    otherSchedules,
    grants,
  }
}

/** An older version, whose tables are left as they are by commands that only look, remembers none. */
async function readGrants(client: ClientBase): Promise<RecordedGrant[]> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    `select to_regclass('sightline.reader_grant') is not null as found`,
  )
  if (!tables[0]?.found) return []
  const { rows } = await client.query<object>(
    'select project, role, kind, schema, name, part, made from sightline.reader_grant order by 1, 2, 3, 4, 5, 6',
  )
  return rows.map(grantRecord)
}

/**
 * Whether anything was ever applied here.
 *
 * @throws SightlineError where a newer sightline did
 */
export async function hasRecords(client: ClientBase): Promise<boolean> {
  await storedVersion(client)
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
