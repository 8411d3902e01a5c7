import type { Pool } from 'pg'
import { partitionsSql } from '../define/partitions/partitions-sql.ts'
import type { Rollup } from '../define/realtime/rollup.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { inTransaction } from '../postgres/client.ts'
import { relationName } from '../sql/relation-name.ts'

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

/**
 * Whether every roll-up is in the database.
 *
 * @throws SightlineError naming those that are not
 */
export async function requireRollups(pool: Pool, rollups: readonly Rollup[]): Promise<void> {
  const names = rollups.map(({ name }) => relationName(name).sql)
  const { rows } = await pool.query<{ name: string }>(
    'select name from unnest($1::text[]) as name where to_regclass(name) is null',
    [names],
  )
  if (rows.length === 0) return
  throw new SightlineError({
    code: 'not-deployed',
    what: 'Roll-ups of the project are not in the database yet.',
    value: rows.map(({ name }) => name).join(', '),
    next: 'Deploy the release first: sightline apply.',
  })
}
