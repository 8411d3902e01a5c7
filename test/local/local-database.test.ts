import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { type Definition, source, table } from 'sightline'
import { integer } from 'sightline/columns'
import { buildRelease, openLocalDatabase } from 'sightline/engine'
import type { Sample } from 'sightline/sample'
import { describe, expect, test } from 'vitest'
import { databaseName } from '../../toolkit/local/database-name.ts'
import { quoteIdentifier, quoteLiteral } from '../../toolkit/sql/identifier.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { projectOf } from './small-project.ts'

const projectFolder = await temporaryFolder()
await chmod(projectFolder, 0o755)

const customers = source('customers', {
  description: 'Who buys.',
  columns: { id: integer().primaryKey().generated(), age: integer() },
})
const orders = source('orders', {
  description: 'What they buy.',
  columns: { id: integer().primaryKey(), customer: integer().references('customers') },
})
const sample: Sample = async ({ copy }) => {
  await copy(customers, [{ age: 30 }, { age: 40 }])
  await copy(orders, [
    { id: 1, customer: 1 },
    { id: 2, customer: 2 },
  ])
}

/** Opens the local database of a project, does something there and stops it. */
async function visit(
  name: string,
  definitions: readonly Definition[],
  use?: (client: pg.Client) => Promise<void>,
) {
  const release = buildRelease(projectOf(definitions, sample, name))
  const local = await openLocalDatabase(release, { projectFolder, scale: 1, seed: 1, onStep: () => {} })
  try {
    await use?.(local.client)
    const { rows } = await local.client.query('select id, age from customers order by id')
    return { state: local.state, url: local.connectionString, customers: rows }
  } finally {
    await local.stop()
  }
}

/** Has the database say that its sample was loaded two hours ago. */
async function growOld(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; comment: string }>(
    `select datname as name, shobj_description(oid, 'pg_database') as comment
     from pg_database where datname = current_database()`,
  )
  for (const { name, comment } of rows) {
    const loadedAt = new Date(Date.now() - 2 * 60 * 60 * 1000).toISOString()
    const aged = JSON.stringify({ ...JSON.parse(comment), loadedAt })
    await client.query(`comment on database ${quoteIdentifier(name)} is ${quoteLiteral(aged)}`)
  }
}

const loaded = [
  { id: 1, age: 30 },
  { id: 2, age: 40 },
]

test('a project folder without a place for the database is named, with what to do', async () => {
  const file = join(projectFolder, 'file')
  await writeFile(file, '')
  const opened = openLocalDatabase(buildRelease(projectOf([customers])), {
    projectFolder: file,
    scale: 1,
    seed: 1,
    onStep: () => {},
  })
  await expect(opened).rejects.toThrow(/no place for its files[\s\S]*file\/\.sightline[\s\S]*next:/)
})

describe('a sample that is older than an hour is renewed', () => {
  test('with the same generated keys, so that what refers to them still fits', async () => {
    const definitions = [customers, orders]
    expect((await visit('renewed', definitions)).state).toBe('new')
    expect((await visit('renewed', definitions, growOld)).state).toBe('reused')
    expect(await visit('renewed', definitions)).toMatchObject({ state: 'sample renewed', customers: loaded })
    expect((await visit('renewed', definitions)).state).toBe('reused')
  })

  test('in a new database where a table of the release refers to a source', async () => {
    const notes = table('analytics.notes', {
      description: 'Remarks on customers.',
      columns: { id: integer().primaryKey(), customer: integer().references('customers') },
    })
    const definitions = [customers, orders, notes]
    await visit('with_notes', definitions, async (client) => {
      await client.query('insert into analytics.notes values (1, 2)')
      await growOld(client)
    })
    const check = async (client: pg.Client) => {
      expect((await client.query('select * from analytics.notes')).rows).toEqual([])
    }
    const renewed = await visit('with_notes', definitions, check)
    expect(renewed).toMatchObject({ state: 'sample renewed', customers: loaded })
    expect((await visit('with_notes', definitions)).state).toBe('reused')
  })
})

describe('the database of a project', () => {
  test('has the name of the project', () => {
    expect(databaseName('ytempire')).toBe('ytempire')
    expect(databaseName('My shop-2')).toBe('My_shop_2')
  })

  test('has another name where Postgres keeps that one for itself, or there is none', () => {
    const names = ['postgres', 'template0', 'template1', ''].map(databaseName)
    expect(names).toEqual([
      'sightline_postgres',
      'sightline_template0',
      'sightline_template1',
      'sightline_project',
    ])
  })

  test('has a name as long as Postgres can keep, or it would never be found again', () => {
    expect(databaseName('p'.repeat(80))).toBe('p'.repeat(63))
  })

  test('opens for a project that is named like one of the databases of every server', async () => {
    for (const name of ['postgres', 'template1']) {
      const { state, url } = await visit(name, [customers, orders])
      expect(state).toBe('new')
      expect(url).toMatch(new RegExp(`/sightline_${name}$`))
      expect((await visit(name, [customers, orders])).state).toBe('reused')
    }
  })
})
