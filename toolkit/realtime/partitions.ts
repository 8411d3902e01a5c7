import type { Pool } from 'pg'
import { partitionsSql } from '../define/partitions/partitions-sql.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import { inTransaction } from '../postgres/client.ts'

/** Makes the partitions of the time to come, and drops those that are no longer kept. */
export async function keepPartitions(pool: Pool, rollups: readonly Rollup[]): Promise<void> {
  const client = await pool.connect()
  try {
    for (const { name, partitionBy } of rollups)
      await inTransaction(client, () => client.query(partitionsSql({ name, partitionBy, ...bucket }, 'keep')))
  } finally {
    client.release()
  }
}

const bucket = { columnType: 'timestamp with time zone', zone: 'UTC' }
