import type { Redis } from '../redis/redis.ts'
import type { EventReader } from '../rollups/read-event.ts'
import { countedOf, type RefusedCount, refusalOf } from '../rollups/refused-count.ts'
import { fieldsOf } from './entry.ts'
import type { StreamPublisher } from './publisher.ts'
import { addedAt } from './stream-id.ts'
import { ShardKeys } from './stream-keys.ts'

/** An event that could not be counted. */
export interface DeadLetterEntry {
  readonly shard: number
  readonly id: string
  readonly at: Date
  readonly reason: string
  /** Its name, its version and its values, as JSON. */
  readonly event: string
}

/** How many are kept of a shard. */
export const keptDead = 100_000

/** Puts what Postgres does not take to the dead letters; nothing publishes it again, since it is no event any more. */
export async function keepRefused(
  redis: Redis,
  { dead }: ShardKeys,
  refused: readonly RefusedCount[],
): Promise<void> {
  for (const one of refused) {
    const counted = JSON.stringify([`roll-up ${one.rollup.name}`, null, countedOf(one)])
    const letter = ['r', refusalOf(one), 'e', counted]
    await redis.command(dead, 'XADD', dead, 'MAXLEN', '~', String(keptDead), '*', ...letter)
  }
}

/** The dead letters of a project, the oldest first. */
export async function deadLetters(
  redis: Redis,
  project: string,
  shards: number,
  limit = 1000,
): Promise<DeadLetterEntry[]> {
  const found = await Promise.all(
    Array.from({ length: shards }, async (_, shard) => {
      const { dead } = new ShardKeys(project, shard)
      const reply = await redis.command(dead, 'XRANGE', dead, '-', '+', 'COUNT', String(limit))
      if (!Array.isArray(reply)) return []
      return reply.map((entry): DeadLetterEntry => {
        const [id = '', fields = []] = Array.isArray(entry) ? entry : []
        const named = fieldsOf(fields)
        const { reason, event } = { reason: named.get('r') ?? '', event: named.get('e') ?? '' }
        return { shard, id: String(id), at: new Date(addedAt(String(id))), reason, event }
      })
    }),
  )
  return found.flat().sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Publishes again what fits its definition by now, and removes it from the dead letters; says how many did. */
export async function retryDeadLetters(
  redis: Redis,
  project: string,
  letters: readonly DeadLetterEntry[],
  readers: ReadonlyMap<string, EventReader>,
  publisher: StreamPublisher,
): Promise<number> {
  let retried = 0
  for (const { shard, id, event } of letters) {
    const stored: unknown = parsed(event)
    const [name, , values] = Array.isArray(stored) ? stored : []
    const reader = readers.get(String(name))
    if (!reader?.read(values, Date.now()).ok) continue
    // The same id each time: one that was published and not removed counts once.
    await publisher.publish(reader.event, values, { id: `dead ${shard} ${id}` })
    const { dead } = new ShardKeys(project, shard)
    await redis.command(dead, 'XDEL', dead, id)
    retried++
  }
  return retried
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
