import type { Pool } from 'pg'
import type { Rollup } from '../define/realtime/rollup.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { desiredRollup } from '../kinds/rollup/desired-rollup.ts'
import { keepPartitionsSql } from '../kinds/rollup/rollup-sql.ts'
import { inTransaction } from '../postgres/client.ts'
import { relationName } from '../sql/relation-name.ts'

/** Makes the partitions of the time to come, and drops those that are no longer kept. */
export async function keepPartitions(pool: Pool, rollups: readonly Rollup[]): Promise<void> {
  const client = await pool.connect()
  try {
    for (const rollup of rollups)
      await inTransaction(client, async () => {
        await client.query(`set local lock_timeout to '2s'`)
        await client.query(
          keepPartitionsSql(desiredRollup(rollup, { name: rollup.name, hash: '', dependsOn: [] })),
        )
      })
  } finally {
    client.release()
  }
}

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
