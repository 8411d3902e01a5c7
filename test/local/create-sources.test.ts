import type pg from 'pg'
import { source } from 'sightline'
import { integer, text } from 'sightline/columns'
import type { Source } from 'sightline/engine'
import { createSources, fillEmptyDatabase, loadSample, SightlineError } from 'sightline/engine'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { projectOf } from './small-project.ts'

const description = 'A table of somebody else.'
const id = integer().primaryKey()
const connect = async () => (await testDatabase()).connect()

async function foreignKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(`
    select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as key
    from pg_constraint where contype = 'f' order by 1`)
  return rows.map(({ key }) => key)
}

async function refusal(sources: readonly Source[]): Promise<unknown> {
  return createSources(await connect(), sources).catch((error: unknown) => error)
}

describe('the tables of sources', () => {
  test.each(['pg_catalog.pg_stat_user_tables', 'information_schema.tables'])(
    'are left alone where Postgres has them: %s',
    async (name) => {
      const client = await connect()
      const catalog = source(name, { description, columns: { relname: text() } })
      await createSources(client, [catalog])
      const sample = projectOf([catalog], async ({ copy }) => {
        await copy(catalog, [{ relname: 'a' }])
      })
      expect(await loadSample(client, sample, { now: new Date(), scale: 1, seed: 1 })).toBe(0)
    },
  )

  test('are created in their own schemas, and the sample fills them', async () => {
    const accounts = source('crm.accounts', { description, columns: { id } })
    const contacts = source('crm.contacts', {
      description,
      columns: { id, account: integer().references('crm.accounts') },
    })
    const client = await connect()
    await createSources(client, [contacts, accounts])
    const project = projectOf([contacts, accounts], async ({ copy }) => {
      await copy(accounts, [{ id: 1 }])
      await copy(contacts, [{ id: 1, account: 1 }])
    })
    expect(await loadSample(client, project, { now: new Date(), scale: 1, seed: 1 })).toBe(2)
    expect(await foreignKeys(client)).toEqual([
      'crm.contacts contacts_account_fkey FOREIGN KEY (account) REFERENCES crm.accounts(id) DEFERRABLE INITIALLY DEFERRED',
    ])
  })

  test('may refer to each other in a circle, and to themselves', async () => {
    const columns = { id, captain: integer().nullable().references('players') }
    const teams = source('teams', { description, columns })
    const players = source('players', {
      description,
      columns: {
        id,
        team: integer().references('teams'),
        mentor: integer().nullable().references('players'),
      },
    })
    const client = await connect()
    await createSources(client, [teams, players])
    expect(await foreignKeys(client)).toEqual([
      'players players_mentor_fkey FOREIGN KEY (mentor) REFERENCES players(id) DEFERRABLE INITIALLY DEFERRED',
      'players players_team_fkey FOREIGN KEY (team) REFERENCES teams(id) DEFERRABLE INITIALLY DEFERRED',
      'teams teams_captain_fkey FOREIGN KEY (captain) REFERENCES players(id) DEFERRABLE INITIALLY DEFERRED',
    ])
  })

  test('may be referred to with and without the schema public', async () => {
    const child = (name: string, target: string) =>
      source(name, { description, columns: { id, parent: integer().references(target) } })
    const client = await connect()
    await createSources(client, [
      child('b', 'public.a'),
      child('public.c', 'a'),
      child('d', 'c'),
      source('a', { description, columns: { id } }),
    ])
    expect(await foreignKeys(client)).toHaveLength(3)
  })

  test('that exist already are left as they are', async () => {
    const parent = source('parents', { description, columns: { id } })
    const child = source('children', {
      description,
      columns: { id, parent: integer().references('parents') },
    })
    const client = await connect()
    await createSources(client, [parent, child])
    const before = await foreignKeys(client)
    await createSources(client, [parent, child])
    expect(await foreignKeys(client)).toEqual(before)
  })
})

describe('a source is refused', () => {
  test('where it refers to a table that is not listed, with its name, its column and the target', async () => {
    const orders = source('orders', {
      description,
      columns: { id, customer: integer().references('buyers') },
    })
    const error = await refusal([orders])
    expect(error).toBeInstanceOf(SightlineError)
    expect(String(error)).toContain('orders')
    expect(String(error)).toContain('customer')
    expect(String(error)).toContain('buyers')
    expect(String(error)).toContain('create-sources.test.ts')
  })

  test('in the words of Postgres where Postgres refuses it', async () => {
    const error = await refusal([
      source('labels', { description, columns: { label: text() } }),
      source('pages', { description, columns: { id, label: text().references('labels') } }),
    ])
    expect(error).toBeInstanceOf(SightlineError)
    expect(String(error)).toMatch(/pages.*there is no primary key for referenced table "labels"/)
  })
})

test('a sample that refers to rows that are not there is refused at its source, and loads nothing', async () => {
  const accounts = source('accounts', { description, columns: { id } })
  const contacts = source('contacts', {
    description,
    columns: { id, account: integer().references('accounts') },
  })
  const client = await connect()
  const project = projectOf([contacts, accounts], async ({ copy }) => {
    await copy(accounts, [{ id: 1 }])
    await copy(contacts, [{ id: 1, account: 2 }])
  })
  const filled = fillEmptyDatabase(client, project, { now: new Date(), scale: 1, seed: 1 })
  await expect(filled).rejects.toMatchObject({
    problem: { code: 'sample-refused', value: expect.stringContaining('(2)') },
  })
  expect((await client.query('select from accounts')).rowCount).toBe(0)
})

test('a sample is copied over several connections at a time; where it is refused, nothing is loaded', async () => {
  const savers = source('savers', { description, columns: { id } })
  const letters = source('letters', { description, columns: { id, saver: integer().references('savers') } })
  const database = await testDatabase()
  const [client, other] = [await database.connect(), await database.connect()]
  const fill = (saver: number) => {
    const project = projectOf([letters, savers], async ({ copy }) => {
      await Promise.all([copy(letters, [{ id: 1, saver }]), copy(savers, [{ id: 1 }])])
    })
    const options = { now: new Date(), scale: 1, seed: 1, beside: [other] }
    return fillEmptyDatabase(client, project, options)
  }
  await expect(fill(2)).rejects.toMatchObject({ problem: { code: 'sample-refused' } })
  expect((await client.query('select from savers union all select from letters')).rowCount).toBe(0)
  await client.query('drop table savers, letters')
  expect(await fill(1)).toBe(2)
  const { rowCount } = await client.query('select xmin from savers union select xmin from letters')
  expect(rowCount).toBe(2)
})
