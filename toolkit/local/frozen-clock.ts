import type { ClientBase } from 'pg'
import { quoteIdentifier, quoteLiteral } from '../sql/identifier.ts'

/**
 * Stops the clock of an embedded database: from the next connection on, `now()` is this moment, also inside the views
 * that are created there.
 */
export async function freezeClock(client: ClientBase, database: string, now: Date): Promise<void> {
  const name = quoteIdentifier(database)
  await client.query('create schema if not exists frozen')
  await client.query(`create or replace function frozen.now() returns timestamptz language sql stable
    as $$ select pg_catalog.current_setting('sightline.now')::pg_catalog.timestamptz $$`)
  await client.query(`alter database ${name} set search_path = frozen, pg_catalog, public`)
  await client.query(`alter database ${name} set sightline.now = ${quoteLiteral(now.toISOString())}`)
}
