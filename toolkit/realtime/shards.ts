import { crc32 } from 'node:zlib'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { Redis } from '../redis/redis.ts'
import { layoutKey } from './stream-keys.ts'

/** The shard of everything that has a value in the field by which its event is sharded. */
export class ShardsOfValues {
  readonly #shards: number
  /** The same few values come again and again. */
  readonly #known = new Map<string, number>()

  constructor(shards: number) {
    this.#shards = shards
  }

  of(value: string): number {
    const known = this.#known.get(value)
    if (known !== undefined) return known
    const shard = crc32(value) % this.#shards
    if (this.#known.size >= mostKnown) this.#known.clear()
    this.#known.set(value, shard)
    return shard
  }
}

const mostKnown = 10_000

/**
 * Into how many shards the stream of a project is cut: what the first process says holds for all.
 *
 * @throws SightlineError where another number is wanted than the stream has
 */
export async function agreeOnShards(redis: Redis, project: string, wanted?: number): Promise<number> {
  const key = layoutKey(project)
  const first = wanted ?? 4
  await redis.command(key, 'SET', key, String(first), 'NX')
  const found = Number(await redis.command(key, 'GET', key))
  if (wanted === undefined || found === wanted) return found
  throw new SightlineError({
    code: 'other-shard-count',
    what: `The stream of ${project} is cut into ${found} shards, and stays so: events of one key would change places.`,
    value: `--shards ${wanted}`,
    next: `Leave --shards out. To change it, stop the publishers, let the workers count to the end, and delete ${key}.`,
  })
}
