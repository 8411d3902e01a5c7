import type { ClientBase } from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { inTransaction } from '../postgres/client.ts'
import { sqlStateOf } from '../postgres/postgres-problem.ts'
import { migrations } from './index.ts'

const ledger = `
create schema if not exists sightline;
create table if not exists sightline.migration (
  number int primary key,
  applied_at timestamptz not null default clock_timestamp(),
  who text not null default current_user
);
comment on table sightline.migration is 'The steps that made the tables of this schema.';
lock table sightline.migration in share row exclusive mode;
`

/** What another process raises that makes the same schema or table in the same moment. */
const madeMeanwhile: ReadonlySet<string | undefined> = new Set(['23505', '42P06', '42P07'])

/**
 * Brings the tables of schema `sightline` to what this version keeps; processes that do it at the same time take turns.
 *
 * @throws SightlineError where a newer sightline made them
 */
export async function migrate(client: ClientBase): Promise<void> {
  if ((await storedVersion(client)) === migrations.length) return
  const run = () =>
    inTransaction(client, async () => {
      await client.query(ledger)
      const done = await ledgerVersion(client)
      for (const [index, sql] of migrations.entries()) {
        if (index < done) continue
        await client.query(sql)
        await client.query('insert into sightline.migration (number) values ($1)', [index + 1])
      }
    })
  await run().catch((error: unknown) => {
    if (!madeMeanwhile.has(sqlStateOf(error))) throw error
    return run()
  })
}

/**
 * How many of the steps a database has: none where it knows nothing of sightline, or was last used before there were steps.
 *
 * @throws SightlineError where it has more than this version knows
 */
export async function storedVersion(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ known: boolean }>(
    "select to_regclass('sightline.migration') is not null as known",
  )
  return rows[0]?.known ? ledgerVersion(client) : 0
}

async function ledgerVersion(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'select coalesce(max(number), 0) as version from sightline.migration',
  )
  const version = rows[0]?.version ?? 0
  if (version <= migrations.length) return version
  throw new SightlineError({
    code: 'written-by-newer-version',
    what: 'What this database remembers of its releases was written by a newer sightline.',
    value: `schema sightline has version ${version}, and this sightline knows ${migrations.length}`,
    next: 'Use the version of sightline that deployed last, or a later one.',
  })
}
