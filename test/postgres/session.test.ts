import { beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../toolkit/postgres/client.ts'
import { openPool, openSession } from '../../toolkit/postgres/session.ts'
import { beginWith } from '../../toolkit/postgres/session-settings.ts'
import { readOnlySnapshot } from '../../toolkit/postgres/snapshot.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const odd: Readonly<Record<string, string>> = {
  search_path: '"$user", legacy, pg_catalog',
  timezone: 'Asia/Kathmandu',
  datestyle: 'German',
  intervalstyle: 'iso_8601',
  bytea_output: 'escape',
  quote_all_identifiers: 'on',
  standard_conforming_strings: 'off',
  extra_float_digits: '-5',
  default_transaction_isolation: 'serializable',
  lock_timeout: '1234',
  statement_timeout: '5s',
}

const asked = `select current_setting('search_path') as path, timestamptz '2024-05-01 12:00Z'::text as moment,
  (interval '1 day 02:00')::text as span, decode('00ff', 'hex')::text as bytes, quote_ident('plain') as plain,
  (1::float8 / 3)::text as third, current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
  current_setting('transaction_isolation') as isolation`

const expected = {
  path: 'public',
  moment: '2024-05-01 12:00:00+00',
  span: '1 day 02:00:00',
  bytes: '\\x00ff',
  plain: 'plain',
  third: '0.3333333333333333',
  lock: '0',
  statement: '0',
  isolation: 'read committed',
}

describe('whatever a database sets', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await testDatabase()
    const client = await database.connect()
    for (const [name, value] of Object.entries(odd))
      await client.query(
        `alter database ${database.name} set ${name} = ${name === 'search_path' ? value : `'${value}'`}`,
      )
  })

  it('a session reads and prints the same', async () => {
    const session = await openSession(database.connectionString)
    const { rows } = await session.query(asked)
    await session.end()
    expect(rows).toEqual([expected])
  })

  it('a pool has such sessions', async () => {
    const pool = openPool(database.connectionString, { max: 1 })
    const { rows } = await pool.query(asked)
    await pool.end()
    expect(rows).toEqual([expected])
  })

  it('a transaction of a client that somebody else opened does too, and the client is as before', async () => {
    const client = await database.connect()
    const before = await client.query(asked)
    expect(await inTransaction(client, async () => (await client.query(asked)).rows)).toEqual([expected])
    await client.query(beginWith('read only', "set local lock_timeout = '3s'"))
    expect((await client.query(asked)).rows).toEqual([{ ...expected, lock: '3s' }])
    await client.query('rollback')
    const snapshot = await readOnlySnapshot(client, async () => (await client.query(asked)).rows)
    expect(snapshot).toEqual([{ ...expected, path: 'pg_catalog', lock: '10s', isolation: 'repeatable read' }])
    expect((await client.query(asked)).rows).toEqual(before.rows)
  })
})
