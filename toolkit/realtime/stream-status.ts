import type { Project } from '../define/project.ts'
import { storedVersion } from '../migrations/migrate.ts'
import { withClient } from '../postgres/with-client.ts'
import { keyspaceOf } from '../redis/keyspace.ts'
import { openRedis } from '../redis/redis.ts'
import { fieldsOf } from './entry.ts'
import { agreeOnShards } from './shards.ts'
import { addedAt, compareIds, streamStart } from './stream-id.ts'
import { ShardKeys } from './stream-keys.ts'

/** How far one shard is counted, and by whom. */
export interface ShardStatus {
  readonly shard: number
  /** The worker that has it; undefined where nobody has. */
  readonly owner: string | undefined
  readonly fence: number
  /** Events that were counted into roll-ups. */
  readonly counted: number
  /** Milliseconds since the first entry that is not counted was added; 0 where all are. */
  readonly lag: number
  /** Entries that are in the stream and not counted, at most 10,000. */
  readonly pending: number
  readonly deadLetters: number
}

export interface WorkerStatus {
  readonly worker: string
  readonly host: string
  readonly shards: readonly number[]
  readonly counted: number
  readonly perSecond: number
}

export interface StreamStatus {
  readonly shards: readonly ShardStatus[]
  readonly workers: readonly WorkerStatus[]
}

interface ShardRow {
  readonly shard: number
  readonly owner: string | null
  readonly fence: number
  readonly last_id: string
  readonly counted: number
}

/** How the pipeline of a project fares. */
export async function streamStatus(
  of: Pick<Project, 'name' | 'uidPrefix'>,
  { database, redis: url }: { readonly database: string; readonly redis: string },
): Promise<StreamStatus> {
  const project = keyspaceOf(of)
  const { rows, workers } = await withClient(database, async (client) => {
    const none = { rows: [] as ShardRow[], workers: [] as Omit<WorkerStatus, 'shards'>[] }
    if ((await storedVersion(client)) < 5) return none
    const shards = await client.query<ShardRow>(
      `select shard, case when leased_until > clock_timestamp() then owner end as owner, fence, last_id, counted
       from sightline.stream_shard where project = $1 order by shard`,
      [project],
    )
    const running = await client.query<Omit<WorkerStatus, 'shards'>>(
      `select worker, host, counted, per_second as "perSecond" from sightline.stream_worker
       where project = $1 and seen_at > clock_timestamp() - interval '1 minute' order by worker`,
      [project],
    )
    return { rows: shards.rows, workers: running.rows }
  })
  const redis = await openRedis(url)
  try {
    const count = Math.max(await agreeOnShards(redis, project), rows.length)
    const shards = await Promise.all(
      Array.from({ length: count }, async (_, shard): Promise<ShardStatus> => {
        const row = rows.find((one) => one.shard === shard)
        const keys = new ShardKeys(project, shard)
        const uncounted = await redis.command(
          keys.events,
          'XRANGE',
          keys.events,
          `(${row?.last_id ?? streamStart}`,
          '+',
          'COUNT',
          '10000',
        )
        const ids = Array.isArray(uncounted)
          ? uncounted.map((one) => String(Array.isArray(one) ? one[0] : ''))
          : []
        const first = ids.sort(compareIds)[0]
        return {
          shard,
          owner: row?.owner ?? undefined,
          fence: row?.fence ?? 0,
          counted: row?.counted ?? 0,
          lag: first === undefined ? 0 : Math.max(0, Date.now() - addedAt(first)),
          pending: ids.length,
          deadLetters: Number(await redis.command(keys.dead, 'XLEN', keys.dead)),
        }
      }),
    )
    const shardsOf = (worker: string) =>
      shards.filter(({ owner }) => owner === worker).map(({ shard }) => shard)
    return { shards, workers: workers.map((one) => ({ ...one, shards: shardsOf(one.worker) })) }
  } finally {
    await redis.close()
  }
}

/** The oldest entry that a stream still has; undefined where it never lost one. */
export async function oldestEntry(
  redis: { command(key: string, ...args: string[]): Promise<unknown> },
  { events }: ShardKeys,
): Promise<{ readonly first: string; readonly lost: string } | undefined> {
  const exists = await redis.command(events, 'EXISTS', events)
  if (exists !== 1) return undefined
  const info = await redis.command(events, 'XINFO', 'STREAM', events)
  const named = fieldsOf(
    isReplies(info) ? info.map((one) => (Array.isArray(one) ? String(one[0]) : String(one))) : [],
  )
  return {
    first: named.get('first-entry') ?? streamStart,
    lost: named.get('max-deleted-entry-id') ?? streamStart,
  }
}

const isReplies = (value: unknown): value is readonly unknown[] => Array.isArray(value)
