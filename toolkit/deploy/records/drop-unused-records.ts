import type { ClientBase } from 'pg'
import { ownTables } from '../../migrations/index.ts'
import { dropUnlessUsed } from './drop-unless-used.ts'

/** Drops the tables in which nothing is remembered any more, and their schema; it belongs into a transaction. */
export async function dropUnusedRecords(client: ClientBase): Promise<void> {
  const { rowCount } = await client.query('select from sightline.release limit 1')
  if (rowCount !== 0) return
  await client.query(`drop table if exists ${ownTables.map((name) => `sightline.${name}`).join(', ')}`)
  await dropUnlessUsed(client, 'schema sightline')
}
