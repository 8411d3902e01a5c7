import { hostname } from 'node:os'
import type { ClientBase, Pool } from 'pg'

/** A shard that a worker may count, as long as nobody has a later fencing number. */
export interface Lease {
  readonly shard: number
  readonly fence: number
  /** The last entry that is counted. */
  readonly lastId: string
}

export interface LeaseHolder {
  readonly project: string
  readonly worker: string
  /** Milliseconds for which a shard is kept without a sign of life. */
  readonly lease: number
}

interface LeaseRow {
  readonly shard: number
  readonly fence: number
  readonly last_id: string
}

const leaseOf = ({ shard, fence, last_id }: LeaseRow): Lease => ({ shard, fence, lastId: last_id })

/** Makes the rows in which it is written how far each shard is counted. */
export async function prepareShards(
  client: ClientBase | Pool,
  project: string,
  shards: number,
): Promise<void> {
  await client.query(
    `insert into sightline.stream_shard (project, shard) select $1, generate_series(0, $2::int - 1) on conflict do nothing`,
    [project, shards],
  )
}

/** Gives a sign of life, keeps the shards of a worker, and says which of them it still has. */
export async function renewLeases(
  client: ClientBase | Pool,
  { project, worker, lease }: LeaseHolder,
  { counted, perSecond }: { readonly counted: number; readonly perSecond: number },
): Promise<ReadonlyMap<number, number>> {
  await client.query(
    `insert into sightline.stream_worker (project, worker, host) values ($1, $2, $3)
     on conflict (project, worker) do update set seen_at = clock_timestamp(), counted = $4, per_second = $5`,
    [project, worker, hostname(), counted, perSecond],
  )
  await client.query(
    `delete from sightline.stream_worker where project = $1 and seen_at < clock_timestamp() - interval '5 minutes'`,
    [project],
  )
  const { rows } = await client.query<LeaseRow>(
    `update sightline.stream_shard set leased_until = clock_timestamp() + $3 * interval '1 ms'
     where project = $1 and owner = $2 returning shard, fence, last_id`,
    [project, worker, lease],
  )
  return new Map(rows.map(({ shard, fence }) => [shard, fence]))
}

/** How many shards each worker shall have, so that all have about as many. */
export async function fairShare(
  client: ClientBase | Pool,
  { project, lease }: LeaseHolder,
  shards: number,
): Promise<number> {
  const { rows } = await client.query<{ workers: number }>(
    `select count(*)::int as workers from sightline.stream_worker
     where project = $1 and seen_at > clock_timestamp() - $2 * interval '1 ms'`,
    [project, lease],
  )
  return Math.ceil(shards / Math.max(1, rows[0]?.workers ?? 1))
}

/** Takes shards that nobody has, or whose owner gave no sign of life: each gets a fencing number that is higher than all before. */
export async function takeShards(
  client: ClientBase | Pool,
  { project, worker, lease }: LeaseHolder,
  atMost: number,
): Promise<Lease[]> {
  const { rows } = await client.query<LeaseRow>(
    `update sightline.stream_shard set owner = $2, fence = fence + 1, leased_until = clock_timestamp() + $3 * interval '1 ms'
     where project = $1 and shard in (
       select shard from sightline.stream_shard where project = $1 and leased_until < clock_timestamp()
       order by shard limit $4 for update skip locked
     ) returning shard, fence, last_id`,
    [project, worker, lease, atMost],
  )
  return rows.map(leaseOf)
}

/** Lets go of a shard, if it is still ours. */
export async function releaseShard(
  client: ClientBase | Pool,
  { project, worker }: LeaseHolder,
  { shard, fence }: Pick<Lease, 'shard' | 'fence'>,
): Promise<void> {
  await client.query(
    `update sightline.stream_shard set owner = null, leased_until = '-infinity'
     where project = $1 and shard = $2 and owner = $3 and fence = $4`,
    [project, shard, worker, fence],
  )
}

/** Forgets a worker that ends. */
export async function forgetWorker(
  client: ClientBase | Pool,
  { project, worker }: LeaseHolder,
): Promise<void> {
  await client.query('delete from sightline.stream_worker where project = $1 and worker = $2', [
    project,
    worker,
  ])
}
