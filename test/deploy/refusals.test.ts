import { source, sourceIndex, table } from 'sightline'
import { date, integer, text } from 'sightline/columns'
import { createClient, withClient, withDatabase } from 'sightline/engine'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { requireState } from '../../toolkit/deploy/plan/require-server.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { postgresProblem } from '../../toolkit/postgres/postgres-problem.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { releaseLater } from '../support/resources.ts'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { databasePicture } from './support/database-picture.ts'
import { orders, panelsOf, shopRelease, storedOf, viewOf } from './support/small-shop.ts'
import { firstState, secondState } from './support/two-releases.ts'

let database: CaseDatabase
beforeEach(async () => {
  database = await caseDatabase(inject('server'))
})
afterEach(() => database.end())

describe('a server', () => {
  const state = {
    version: 180000,
    shown: '18.1',
    citus: null,
    standby: false,
    readOnly: false,
    mayCreate: true,
    mayUseTemporary: true,
    user: 'deploy',
    database: 'shop',
  }

  test.each([
    [{ version: 130014, shown: '13.14' }, /This Postgres is too old[\s\S]*13\.14[\s\S]*Postgres 14 or later/],
    [{ citus: '12.1-1' }, /refuses grants on columns[\s\S]*Citus 12\.1-1[\s\S]*13\.1 or later/],
    [{ standby: true }, /standby[\s\S]*Connect to the primary/],
    [{ readOnly: true }, /read-only[\s\S]*ALTER ROLE deploy SET default_transaction_read_only = off/],
    [{ mayCreate: false }, /lacks the privilege CREATE[\s\S]*GRANT CREATE ON DATABASE shop TO deploy/],
  ])('is refused when %o', (part, message) => {
    expect(() => requireState({ ...state, ...part })).toThrow(message)
  })

  test('that cannot be reached is said so, without the password', async () => {
    const error = await withDatabase('postgres://deploy:hunter2@127.0.0.1:1/shop', async () => {}).catch(
      String,
    )
    expect(error).toMatch(/Nothing listens at this address/)
    expect(error).not.toContain('hunter2')
  })

  test('that refuses the password says so, without the password', async () => {
    const url = database.connectionString.replace(/:[^:@]+@/, ':hunter2@')
    const error = await withDatabase(url, async () => {}).catch(String)
    expect(error).toMatch(/refuses this user and password[\s\S]*Correct the user or the password/)
    expect(error).not.toContain('hunter2')
  })

  test('whose address is none is said so, without looking for a host', async () => {
    await expect(withDatabase('shop', async () => {})).rejects.toThrow('not the address of a Postgres')
  })

  test('whose database is missing says so', async () => {
    await expect(withDatabase(`${inject('server')}nowhere`, async () => {})).rejects.toThrow(
      /no such database/,
    )
  })

  test.each([
    ['53100', /disk of the database server is full[\s\S]*run the same command again/],
    ['57P01', /connection to the database was lost/],
  ])('that fails with %s says what to do', (code, message) => {
    expect(postgresProblem(Object.assign(new Error('broken'), { code }))).toMatchObject({
      message: expect.stringMatching(message),
    })
  })
})

describe('sources', () => {
  test('a missing table is named', async () => {
    const missing = source('shipments', { description: 'Parcels.', columns: { id: text() } })
    const state = desiredState(shopRelease([viewOf('shop.one', '', 'select 1 as one')], database.role))
    const desired = {
      ...state,
      sources: [
        ...state.sources,
        { name: missing.name, columns: { id: 'text' }, key: 'id', primaryKey: ['id'] },
      ],
    }
    await expect(planRelease(database.client, desired)).rejects.toThrow(
      /The source table shipments is not in this database/,
    )
  })

  test.each([
    [
      'integer',
      'text',
      /public\.orders\.quantity|orders\.quantity is text, and the project declares it as integer/,
    ],
    ['numeric(12,2)', 'jsonb', /orders\.quantity is jsonb, and the project declares it as numeric\(12,2\)/],
    ['timestamp with time zone', 'text', /orders\.quantity is text/],
    ['text', 'integer[]', /orders\.quantity is integer\[\]/],
  ])('a column declared as %s that is %s stops the plan, and is named', async (declared, found, message) => {
    const { client, role } = database
    const state = desiredState(shopRelease([panelsOf('select day from orders')], role))
    const sources = state.sources.map((one) =>
      one.name === 'orders' ? { ...one, columns: { ...one.columns, quantity: declared } } : one,
    )
    await client.query('alter table orders drop column quantity')
    await client.query(`alter table orders add column quantity ${found}`)
    await expect(planRelease(client, { ...state, sources })).rejects.toThrow(message)
    await expect(applyRelease(client, { ...state, sources })).rejects.toThrow('Declare the type that it has')
  })

  test('a column that is read as the declared type stops nothing', async () => {
    const { client, role } = database
    await client.query(`create domain public.cents as integer; alter table orders alter quantity type public.cents,
      alter customer_id type varchar(10)`)
    const state = desiredState(shopRelease([panelsOf('select quantity, customer_id from orders')], role))
    expect((await applyRelease(client, state)).outcome).toBe('done')
  })

  test('a missing column is named', async () => {
    await database.client.query('alter table customers drop column secret')
    await expect(planRelease(database.client, firstState(database.role))).rejects.toThrow(
      /customers has no column secret/,
    )
  })
})

describe('a definition', () => {
  test('that Postgres refuses is named with its place, and nothing is changed', async () => {
    const desired = desiredState(
      shopRelease([viewOf('shop.bad', '', 'select nothing from orders')], database.role),
    )
    await expect(applyRelease(database.client, desired)).rejects.toThrow(
      /refuses the view shop\.bad: column "nothing" does not exist[\s\S]*small-shop\.ts:/,
    )
    expect((await database.client.query(`select to_regnamespace('shop') as shop`)).rows).toEqual([
      { shop: null },
    ])
  })

  test('whose name a table has is refused', async () => {
    await database.client.query('create schema shop; create table shop.one (one int)')
    const desired = desiredState(shopRelease([viewOf('shop.one', '', 'select 1 as one')], database.role))
    await expect(planRelease(database.client, desired)).rejects.toThrow(/There is a table called shop\.one/)
  })

  const named = (name: string) =>
    sourceIndex(name, { description: 'For a test.', on: orders, columns: ['day'] })
  const one = viewOf('one', '', 'select 1 as one')
  const kept = source('legacy.kept', { description: 'For a test.', columns: { day: date() } })
  const keptIndex = sourceIndex('one', { description: 'For a test.', on: kept, columns: ['day'] })

  test.each([
    [
      'an index has',
      ['create schema legacy', 'create table legacy.kept (day date not null)'],
      [kept, keptIndex, viewOf('legacy.one', '', 'select 1 as one')],
      /both an? \w+ and an? \w+ called legacy\.one/,
    ],
    [
      'an index beside which it is built anew has',
      [],
      [viewOf('one__new', '', 'select 1 as one'), named('one')],
      /called one__new/,
    ],
    ['a sequence has', ['create sequence one'], [one], /There is a sequence called one[\s\S]*has a view/],
    ['a type has', [`create type one as enum ('a')`], [one], /There is a type called one[\s\S]*has a view/],
    [
      'a domain has',
      ['create domain one as text'],
      [storedOf('one', 'day', 'select distinct day from orders')],
      /There is a type called one/,
    ],
    [
      'an index of somebody has',
      ['create index one on customers (name)'],
      [one],
      /There is an index called one/,
    ],
    [
      'a table has, as an index',
      ['create table one (id integer)'],
      [named('one')],
      /There is a table called one[\s\S]*has an index/,
    ],
    [
      'a view has, as an index',
      ['create view one__old as select 1 as n'],
      [named('one')],
      /There is a view called one__old/,
    ],
  ])('whose name %s is refused before anything is done', async (_, there, definitions, message) => {
    const { client, role } = database
    for (const statement of there) await client.query(statement)
    const picture = await databasePicture(client, role)
    const state = desiredState(shopRelease(definitions, role))
    await expect(planRelease(client, state)).rejects.toThrow(message)
    await expect(applyRelease(client, state)).rejects.toThrow(message)
    expect(await databasePicture(client, role)).toEqual(picture)
  })

  test('whose table has the name of a view of the release before is refused before anything is done', async () => {
    const { client, role } = database
    const view = viewOf('shop.one', '', 'select 1 as n')
    await applyRelease(client, desiredState(shopRelease([view], role)))
    const asTable = table('shop.one', { description: 'Rows.', columns: { n: integer() } })
    await expect(planRelease(client, desiredState(shopRelease([asTable], role, '2.0.0')))).rejects.toThrow(
      /There is a view called shop\.one[\s\S]*where the release has a table/,
    )
  })
})

describe('a role', () => {
  const readsBoth = () =>
    desiredState(
      shopRelease(
        [
          viewOf('shop.one', '', 'select max(day) as day, count(*) as orders from orders'),
          panelsOf('select name from customers', 'select day from shop.one'),
        ],
        database.role,
      ),
    )

  test.each([
    [
      'on customers',
      /may not read what the release needs[\s\S]*orders\.day[\s\S]*GRANT SELECT ON public\.orders TO weak_\w+/,
    ],
    [
      'on orders',
      /or not let \w+ read it[\s\S]*customers\.name[\s\S]*GRANT SELECT ON public\.customers TO weak_\w+ WITH GRANT OPTION/,
    ],
  ])(
    'that has the grant option %s only is told what to grant, and nothing is changed',
    async (on, message) => {
      const { client, name, connectionString, role } = database
      const weak = `weak_${name}`
      releaseLater(() =>
        withClient(`${inject('server')}postgres`, (admin) => admin.query(`drop role ${weak}`)),
      )
      await client.query(
        `create role ${role}; create role ${weak} createrole; grant ${role} to ${weak} with admin option;
       grant create, temporary on database ${name} to ${weak}; grant select ${on} to ${weak} with grant option;
       ${on === 'on orders' ? `grant select on customers to ${weak}` : ''}`,
      )
      await withClient(connectionString, async (other) => {
        await other.query(`set role ${weak}`)
        await expect(applyRelease(other, readsBoth())).rejects.toThrow(message)
        expect((await other.query(`select to_regnamespace('shop') as shop`)).rows).toEqual([{ shop: null }])
        await client.query(`grant select on orders, customers to ${weak} with grant option`)
        expect((await applyRelease(other, readsBoth())).outcome).toBe('done')
      })
      await client.query(`set role ${role}; select name from customers; select day from shop.one; reset role`)
    },
  )

  test.each([
    ['deploys', 'the one that deploys', false],
    ['is a superuser', 'a superuser', true],
  ])('that %s is no reader', async (_, message, isOther) => {
    const { client, role } = database
    if (isOther) await client.query(`create role ${role} superuser`)
    const { rows } = await client.query<{ user: string }>('select current_user::text as user')
    const desired = { ...readsBoth(), readerRole: isOther ? role : (rows[0]?.user ?? '') }
    await expect(planRelease(client, desired)).rejects.toThrow(`is ${message}, and a reader gets settings`)
    await expect(applyRelease(client, desired)).rejects.toThrow('Name another role as readerRole')
  })

  test.each(['public', 'none', 'pg_monitor', '', 'r'.repeat(64)])('called %j can be no reader', (name) => {
    expect(() => shopRelease([], name)).toThrow(/The readerRole has an? (empty )?name/)
  })

  test('that may not let the reader into a schema is told so', async () => {
    const { client, name, connectionString, role } = database
    const weak = `weak_${name}`
    releaseLater(() => withClient(`${inject('server')}postgres`, (admin) => admin.query(`drop role ${weak}`)))
    await client.query(
      `create role ${weak} createrole; grant create, temporary on database ${name} to ${weak};
       revoke usage on schema public from public; grant usage on schema public to ${weak};
       grant select on orders, customers to ${weak} with grant option`,
    )
    await withClient(connectionString, async (other) => {
      await other.query(`set role ${weak}`)
      await expect(applyRelease(other, readsBoth())).rejects.toThrow(
        /the schema public[\s\S]*GRANT USAGE ON SCHEMA public TO weak_\w+ WITH GRANT OPTION/,
      )
      await client.query(`grant usage on schema public to ${weak} with grant option`)
      expect((await applyRelease(other, readsBoth())).outcome).toBe('done')
    })
    await client.query(`set role ${role}; select name from customers; reset role`)
  })

  test('that does not own a table is told so before anything is done', async () => {
    const { client, name, connectionString, role } = database
    const weak = `weak_${name}`
    releaseLater(() => withClient(`${inject('server')}postgres`, (admin) => admin.query(`drop role ${weak}`)))
    await client.query(
      `create role ${weak} createrole; grant create, temporary on database ${name} to ${weak};
       grant select on orders, customers to ${weak} with grant option`,
    )
    await withClient(connectionString, async (other) => {
      await other.query(`set role ${weak}`)
      await expect(applyRelease(other, firstState(role))).rejects.toThrow(
        /Only the owner of the table orders, sightline, may add orders_by[\s\S]*ALTER TABLE public\.orders OWNER TO weak_/,
      )
      expect((await other.query(`select to_regnamespace('shop') as shop`)).rows).toEqual([{ shop: null }])
    })
  })
})

describe('a build that breaks off', () => {
  const slow = (seconds: number) =>
    desiredState(
      shopRelease(
        [
          storedOf(
            'shop.slow',
            'order_id',
            `select order_id, pg_sleep(${seconds}) is null as waited from orders where order_id = 1`,
          ),
          panelsOf('select order_id from shop.slow'),
        ],
        database.role,
      ),
    )

  test('by the statement timeout leaves nothing half done, and the next apply works', async () => {
    const desired = slow(0.4)
    await expect(applyRelease(database.client, desired, { statementTimeout: 100 })).rejects.toThrow(
      /took too long[\s\S]*--statement-timeout/,
    )
    const { rows } = await database.client.query(`select count(*) as stored from pg_matviews`)
    expect(rows).toEqual([{ stored: 0 }])
    expect((await applyRelease(database.client, desired)).outcome).toBe('done')
  })

  test('by a role that may not create in the schema says what to grant, and the next apply works', async () => {
    const { client, name, connectionString } = database
    const deployer = `deployer_${name}`
    await client.query(
      `create role ${deployer}; grant create, temporary on database ${name} to ${deployer}; create schema shop; grant usage on schema shop to ${deployer}; grant select on orders, customers to ${deployer}`,
    )
    const weak = createClient(connectionString)
    weak.on('error', () => {})
    await weak.connect()
    await weak.query(`set role ${deployer}`)
    const desired = desiredState(shopRelease([viewOf('shop.one', '', 'select 1 as one')], database.role))
    await expect(applyRelease(weak, desired)).rejects.toThrow(
      /may not create in the schema shop; nothing was changed[\s\S]*GRANT USAGE, CREATE ON SCHEMA shop/,
    )
    await client.query(`grant create on schema shop to ${deployer}`)
    expect((await applyRelease(weak, desired)).outcome).toBe('done')
    await weak.end()
    await client.query(`drop owned by ${deployer} cascade; drop role ${deployer}`)
  })
})

test('contracting what was not expanded is refused', async () => {
  const { client, role } = database
  await applyRelease(client, firstState(role))
  const picture = await databasePicture(client, role)
  await expect(applyRelease(client, secondState(role), { phase: 'contract' })).rejects.toThrow(
    /has not been expanded/,
  )
  expect(await databasePicture(client, role)).toEqual(picture)
})

test('a plan changes nothing and leaves no lock behind', async () => {
  const { client, role, connectionString } = database
  await applyRelease(client, firstState(role))
  const picture = await databasePicture(client, role)
  await planRelease(client, secondState(role))
  expect(await databasePicture(client, role)).toEqual(picture)
  await withClient(connectionString, async (other) => {
    const { rowCount } = await other.query(`select from pg_namespace where nspname like 'sightline\\_%'`)
    expect(rowCount).toBe(0)
  })
})
