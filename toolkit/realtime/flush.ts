import type { ClientBase } from 'pg'
import { inTransaction } from '../postgres/client.ts'
import type { RefusedCount } from '../rollups/refused-count.ts'
import { RollupRows } from '../rollups/rollup-rows.ts'
import { writeRollups } from '../rollups/write-rollups.ts'
import type { StreamCatalogue } from './catalogue.ts'

/** What was counted of a shard, from behind one entry up to another. */
export interface CountedShard {
  readonly shard: number
  readonly fence: number
  readonly from: string
  readonly to: string
  readonly rows: RollupRows
}

/** Whether what was counted is in the roll-ups now, or somebody else has the shard. */
export type FlushOutcome = 'written' | 'lost'

/**
 * Writes what was counted of some shards and how far they are counted, all of it or nothing. A shard that has a later
 * fencing number by now is left out; one that is counted this far already, since the answer to an earlier attempt was
 * lost, is not counted again. What Postgres does not take is told, and keeps nothing else from being written.
 */
export async function flushShards(
  client: ClientBase,
  { project, rollups }: StreamCatalogue,
  counted: readonly CountedShard[],
  onRefused: (refused: readonly RefusedCount[]) => Promise<void>,
): Promise<Map<number, FlushOutcome>> {
  return inTransaction(client, async () => {
    // A commit that is reported must outlive the server, whatever is set for others.
    await client.query('set local synchronous_commit to on')
    const { rows: found } = await client.query<{ shard: number; fence: number; last_id: string }>(
      `select shard, fence, last_id from sightline.stream_shard
       where project = $1 and shard = any($2) order by shard for update`,
      [project, counted.map(({ shard }) => shard)],
    )
    const outcomes = new Map<number, FlushOutcome>()
    const together = new RollupRows(rollups)
    const written: CountedShard[] = []
    for (const one of counted) {
      const row = found.find(({ shard }) => shard === one.shard)
      const isOurs = row?.fence === one.fence
      outcomes.set(
        one.shard,
        isOurs && (row.last_id === one.from || row.last_id === one.to) ? 'written' : 'lost',
      )
      if (isOurs && row.last_id === one.from) written.push(one)
    }
    for (const { rows } of written) together.add(rows)
    const refused = together.events > 0 ? await writeRollups(client, rollups, together, Date.now()) : []
    // Before it is known that the rest is written: what is told twice is better than what is never told.
    if (refused.length > 0) await onRefused(refused)
    await client.query(
      `update sightline.stream_shard s set last_id = w.last_id, counted = counted + w.events, flushed_at = clock_timestamp()
       from unnest($2::int[], $3::text[], $4::bigint[]) as w (shard, last_id, events)
       where s.project = $1 and s.shard = w.shard`,
      [
        project,
        written.map(({ shard }) => shard),
        written.map(({ to }) => to),
        written.map(({ rows }) => rows.events),
      ],
    )
    return outcomes
  })
}
