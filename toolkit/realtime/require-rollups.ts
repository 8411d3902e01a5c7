import type { ClientBase } from 'pg'
import type { Rollup } from '../define/realtime/rollup.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { relationName } from '../sql/relation-name.ts'

/**
 * Whether every roll-up is in the database.
 *
 * @throws SightlineError naming those that are not
 */
export async function requireRollups(
  client: Pick<ClientBase, 'query'>,
  rollups: readonly Rollup[],
): Promise<void> {
  const names = rollups.map(({ name }) => relationName(name).sql)
  const { rows } = await client.query<{ name: string }>(
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
