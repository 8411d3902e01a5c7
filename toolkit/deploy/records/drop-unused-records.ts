import type { ClientBase } from 'pg'
import { ownTables } from '../../migrations/index.ts'
import { isQueueOurs } from '../../schedules/queue-schema.ts'
import { dropUnlessUsed } from './drop-unless-used.ts'

/**
 * Drops the tables in which nothing is remembered any more, their schema and the queue of our worker, where this role
 * may; it belongs into a transaction.
 */
export async function dropUnusedRecords(client: ClientBase): Promise<void> {
  const { rowCount } = await client.query(
    '(select from sightline.release limit 1) union all (select from sightline.partitioning limit 1)',
  )
  if (rowCount !== 0) return
  const tables = ownTables.map((name) => `sightline.${name}`).join(', ')
  const kept = await dropUnlessUsed(client, `table if exists ${tables}`)
  if (kept !== undefined) return
  await dropUnlessUsed(client, 'schema sightline')
  if (await isQueueOurs(client)) await dropUnlessUsed(client, 'schema graphile_worker cascade')
}
