import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { findDrift } from '../../toolkit/deploy/plan/drift.ts'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { earlierRelease, releaseHistory } from '../../toolkit/deploy/records/release-history.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { destroyProject } from '../../toolkit/deploy/run/destroy.ts'
import { createSources } from '../../toolkit/local/create-sources.ts'
import { migrations } from '../../toolkit/migrations/index.ts'
import { migrate, storedVersion } from '../../toolkit/migrations/migrate.ts'
import { withClient } from '../../toolkit/postgres/with-client.ts'
import { type CaseDatabase, emptyDatabase } from '../deploy/support/case-database.ts'
import { databasePicture } from '../deploy/support/database-picture.ts'
import { customers, orders } from '../deploy/support/small-shop.ts'
import { firstState, secondState } from '../deploy/support/two-releases.ts'

let database: CaseDatabase
beforeEach(async () => {
  database = await emptyDatabase(inject('server'))
})
afterEach(() => database.end())

/** The tables of schema `sightline` with their columns, constraints, indexes and comments. */
async function ownTables({ client }: CaseDatabase): Promise<unknown[]> {
  const { rows } = await client.query(
    `select c.relname, obj_description(c.oid, 'pg_class') as comment,
       (select json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity) order by a.attname)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
       (select json_agg(pg_get_indexdef(i.indexrelid) order by 1) from pg_index i where i.indrelid = c.oid) as indexes,
       (select json_agg(pg_get_constraintdef(k.oid) order by 1) from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n') as constraints
     from pg_class c where c.relnamespace = to_regnamespace('sightline') and c.relkind = 'r' order by 1`,
  )
  return rows
}

describe('a database left by version 0.1.0, whose tables had no version', () => {
  beforeEach(async () => {
    const left = await readFile(new URL('left-by-0.1.0.sql', import.meta.url), 'utf8')
    await database.client.query(`create role ${database.role}`)
    await withClient(database.connectionString, (client) =>
      client.query(left.replaceAll('left_reader', database.role)),
    )
  })

  test('is read as it is by what only looks', async () => {
    const { client } = database
    const before = await ownTables(database)
    expect((await releaseHistory(client, 'shop')).map(({ version }) => version.split('+')[0])).toEqual([
      '2.0.0',
      '1.0.0',
    ])
    expect(await findDrift(client, 'shop')).toEqual([])
    await planRelease(client, firstState(database.role))
    expect(await ownTables(database)).toEqual(before)
    expect(await storedVersion(client)).toBe(0)
  })

  test('is brought to the tables of a new one by the next deploy, and keeps its history', async () => {
    const { client } = database
    const { version } = firstState(database.role)
    await applyRelease(client, firstState(database.role))
    expect(await storedVersion(client)).toBe(migrations.length)
    const history = await releaseHistory(client, 'shop')
    expect(history.map((one) => one.version)[0]).toBe(version)
    expect(history.map((one) => one.version.split('+')[0])).toEqual(['1.0.0', '2.0.0', '1.0.0'])
    const { rows } = await client.query('select name, outcome from sightline.schedule_run')
    expect(rows).toEqual([{ name: 'nightly', outcome: 'succeeded' }])
    const fresh = await emptyDatabase(inject('server'))
    await migrate(fresh.client)
    expect(await ownTables(database)).toEqual(await ownTables(fresh))
    await fresh.end()
  })

  test('rolls back to what it remembers', async () => {
    const { client, role } = database
    const remembered = await earlierRelease(client, 'shop')
    await applyRelease(client, remembered)
    const rolledBack = await databasePicture(client, role)
    await applyRelease(client, secondState(role))
    await applyRelease(client, remembered)
    expect(rolledBack).toEqual(await databasePicture(client, role))
  })

  test('is left without a trace by destroy', async () => {
    const { client } = database
    expect(await destroyProject(client, 'shop')).toMatchObject({
      outcome: 'removed',
      kept: [{ object: `role ${database.role}`, why: 'sightline did not create it' }],
    })
    expect(await ownTables(database)).toEqual([])
  })
})

test('processes that make the tables at the same time do not disturb each other', async () => {
  const { client, connectionString } = database
  await Promise.all(Array.from({ length: 8 }, () => withClient(connectionString, migrate)))
  const { rows } = await client.query('select number from sightline.migration order by number')
  expect(rows.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
})

describe('what a release wanted, as it was stored', () => {
  beforeEach(async () => {
    await createSources(database.client, [customers, orders])
    await applyRelease(database.client, firstState(database.role))
  })
  const store = (change: string) => database.client.query(`update sightline.release set desired = ${change}`)

  test('is read with its format', async () => {
    const { rows } = await database.client.query('select desired -> $1 as format from sightline.release', [
      'format',
    ])
    expect(rows).toEqual([{ format: 3 }])
    expect(await earlierRelease(database.client, 'shop', firstState(database.role).version)).toEqual(
      JSON.parse(JSON.stringify(firstState(database.role))),
    )
  })

  test('is upgraded where it had no format', async () => {
    const state = firstState(database.role)
    const older = {
      ...state,
      queries: state.queries.map(({ kind: _, ...query }) => query),
      objects: state.objects.map((object) => {
        if (object.kind !== 'view copy') return object
        const { of: _, ...copy } = object
        return copy
      }),
    }
    await database.client.query('update sightline.release set desired = $1', [JSON.stringify(older)])
    expect(await earlierRelease(database.client, 'shop', state.version)).toEqual(
      JSON.parse(JSON.stringify(state)),
    )
  })

  test.each([
    ['of a newer format', `desired || '{"format": 4711}'`, 'was written by a newer sightline'],
    [
      'with another kind of object',
      `jsonb_set(desired, '{objects,0,kind}', '"sequence"')`,
      'objects.0: its kind should be one of',
    ],
    ['without its sources', `desired - 'sources'`, 'sources'],
    ['as a text', `'"text"'`, 'This is not a desired state'],
  ])('is refused %s', async (_, change, message) => {
    await store(change)
    await expect(planRelease(database.client, secondState(database.role))).rejects.toThrow(message)
  })
})

describe('a database that a newer sightline has used', () => {
  beforeEach(async () => {
    await migrate(database.client)
    await database.client.query('insert into sightline.migration (number) values (4711)')
  })

  test.each([
    ['plan', () => planRelease(database.client, firstState(database.role))],
    ['apply', () => applyRelease(database.client, firstState(database.role))],
    ['destroy', () => destroyProject(database.client, 'shop')],
    ['drift', () => findDrift(database.client, 'shop')],
    ['releases', () => releaseHistory(database.client, 'shop')],
    ['rollback', () => earlierRelease(database.client, 'shop')],
    ['the worker', () => migrate(database.client)],
  ])('is refused by name by %s', async (_, run) => {
    await expect(run()).rejects.toThrow('written by a newer sightline')
  })
})
