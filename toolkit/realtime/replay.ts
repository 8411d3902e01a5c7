import type { ClientBase } from 'pg'
import type { Project } from '../define/project.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { migrate } from '../migrations/migrate.ts'
import { inTransaction } from '../postgres/client.ts'
import { withClient } from '../postgres/with-client.ts'
import { openRedis, type Redis } from '../redis/redis.ts'
import { bucketLength, bucketOf } from '../rollups/bucket.ts'
import { RollupRows } from '../rollups/rollup-rows.ts'
import { writeRollups } from '../rollups/write-rollups.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import { type StreamCatalogue, streamCatalogue } from './catalogue.ts'
import { countArchive } from './count-archive.ts'
import { countEntries } from './count-entries.ts'
import { keepRefused } from './dead-letters.ts'
import { readEntries } from './entry.ts'
import { LiveChunk } from './live-chunk.ts'
import { RecentKeys } from './recent-keys.ts'
import { requireRollups } from './require-rollups.ts'
import { agreeOnShards } from './shards.ts'
import { addedAt, compareIds, streamStart } from './stream-id.ts'
import { ShardKeys } from './stream-keys.ts'
import { oldestEntry } from './stream-status.ts'

export interface ReplayOptions {
  readonly database: string
  readonly redis: string
  /** From when on roll-ups are counted again; every bucket that has begun since, and the one before it. */
  readonly from: Date
  /** A file of events as JSON lines, which may be gzipped: the stretch is counted from it and not from the stream. */
  readonly archive?: string | undefined
  readonly dedupeWindow?: number
}

/** What was counted again. */
export interface Replayed {
  readonly events: number
  readonly from: Date
  /** Rows that Postgres does not take, which are in the dead letters. */
  readonly refused: number
  /** Lines of the archive with an event that the project does not define, or with values that it does not take. */
  readonly unread: number
}

/** How far ahead of its entry an event may be. */
const skew = 5 * 60_000

/**
 * Counts the roll-ups of a stretch of time again, from the stream or from an archive, in one transaction: readers see the
 * old numbers until the new ones are there. Workers lose their shards and take them again.
 *
 * @throws SightlineError where the roll-ups are not deployed, the stream no longer has all events of that time, or the
 * archive cannot be read
 */
export async function replay(project: Project, options: ReplayOptions): Promise<Replayed> {
  const catalogue = streamCatalogue(project)
  const redis = await openRedis(options.redis)
  try {
    const from = firstBucket(catalogue, options.from.getTime())
    return await withClient(options.database, async (client) => {
      await requireRollups(client, catalogue.rollups)
      await migrate(client)
      const shards = await agreeOnShards(redis, catalogue.project)
      return inTransaction(client, async () => {
        const positions = await takeAll(client, catalogue.project, shards)
        const { rows, unread } =
          options.archive === undefined
            ? {
                rows: await fromStream(catalogue, redis, positions, from, options.dedupeWindow ?? 60_000),
                unread: 0,
              }
            : await countArchive(catalogue, options.archive, from)
        for (const { name, per } of catalogue.rollups)
          await client.query(`delete from ${relationName(name).sql} where ${quoteIdentifier(per)} >= $1`, [
            new Date(from),
          ])
        const refused = await writeRollups(client, catalogue.rollups, rows, Date.now())
        await keepRefused(redis, new ShardKeys(catalogue.project, 0), refused)
        return { events: rows.events, from: new Date(from), refused: refused.length, unread }
      })
    })
  } finally {
    await redis.close()
  }
}

/** Where the longest bucket begins that has the moment: all roll-ups are counted from there. */
const firstBucket = ({ rollups }: StreamCatalogue, time: number): number => {
  const longest =
    rollups.map(({ per }) => per).sort((a, b) => bucketLength(b) - bucketLength(a))[0] ?? 'minute'
  return bucketOf(longest, time)
}

/** A higher fencing number for every shard: what workers have counted and not written is counted here, or again by them. */
async function takeAll(client: ClientBase, project: string, shards: number): Promise<string[]> {
  const { rows } = await client.query<{ shard: number; last_id: string }>(
    `update sightline.stream_shard set fence = fence + 1, owner = null, leased_until = '-infinity'
     where project = $1 returning shard, last_id`,
    [project],
  )
  return Array.from(
    { length: shards },
    (_, shard) => rows.find((row) => row.shard === shard)?.last_id ?? streamStart,
  )
}

async function fromStream(
  catalogue: StreamCatalogue,
  redis: Redis,
  positions: readonly string[],
  from: number,
  dedupeWindow: number,
): Promise<RollupRows> {
  const rows = new RollupRows(catalogue.rollups)
  for (const [shard, until] of positions.entries()) {
    const keys = new ShardKeys(catalogue.project, shard)
    await requireWhole(redis, keys, from)
    const counted = new RollupRows(catalogue.rollups)
    const recent = new RecentKeys(dedupeWindow)
    for (let after = '-'; ; ) {
      const entries = readEntries(
        await redis.command(keys.events, 'XRANGE', keys.events, after, until, 'COUNT', '200'),
      )
      // Live figures are not counted again: what this chunk gathers is thrown away.
      const live = new LiveChunk(keys, [], Date.now())
      countEntries(catalogue, entries, {
        recent,
        rows: counted,
        rowsFrom: streamStart,
        live,
        liveFrom: streamStart,
      })
      const last = entries.at(-1)
      if (!last) break
      after = `(${last.id}`
    }
    rows.add(counted.since(from))
  }
  return rows
}

async function requireWhole(redis: Redis, keys: ShardKeys, from: number): Promise<void> {
  const oldest = await oldestEntry(redis, keys)
  if (!oldest || compareIds(oldest.lost, `${from - skew}-0`) < 0) return
  throw new SightlineError({
    code: 'stream-too-short',
    what: 'The stream no longer has all events of that time.',
    value: `events that were published until ${new Date(addedAt(oldest.lost)).toISOString()} are gone`,
    next: 'Begin later, or count from an archive with --archive. Workers keep events for longer with --history.',
  })
}
