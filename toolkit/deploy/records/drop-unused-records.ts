import type { ClientBase } from 'pg'
import { ownTables } from '../../migrations/index.ts'
import { dropUnlessUsed } from './drop-unless-used.ts'

/**
 * Drops the tables in which nothing is remembered any more, and their schema, where this role may; it belongs into a
 * transaction.
 */
export async function dropUnusedRecords(client: ClientBase): Promise<void> {
  const { rowCount } = await client.query('select from sightline.release limit 1')
  if (rowCount !== 0) return
  const tables = ownTables.map((name) => `sightline.${name}`).join(', ')
  const kept = await dropUnlessUsed(client, `table if exists ${tables}`)
  if (kept === undefined) await dropUnlessUsed(client, 'schema sightline')
}
