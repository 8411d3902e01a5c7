import type pg from 'pg'
import { defineProject, sourceIndex } from 'sightline'
import { buildRelease, createSources, type DoctorCheck, deployFresh, runDoctor } from 'sightline/engine'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { orders, shopSql } from '../define/shop.ts'
import { panelsOf } from '../deploy/support/small-shop.ts'
import { shop } from '../fixtures/shop.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const byDay = sourceIndex('orders_by_day', {
  description: 'Only for a test.',
  on: orders,
  columns: ['placed_at'],
})
const readerRole = 'doctor_test_reader'
const release = buildRelease(defineProject({ ...shop, readerRole, definitions: [...shopSql, byDay] }))

let database: TestDatabase
let owner: pg.Client
let role: string
beforeAll(async () => {
  database = await testDatabase()
  owner = await database.connect()
  role = `doctor_${database.name.slice(5, 21)}`
  await createSources(owner, release.sources)
  await owner.query(`create role ${role}`)
})
afterAll(() => owner.query(`reset role; drop owned by ${role}; drop role ${role}`))
beforeEach(() => owner.query('begin'))
const undo = () => owner.query('rollback')

/** Examines after some changes, which are taken back. */
async function examine(changes = '', examined = release): Promise<DoctorCheck[]> {
  try {
    if (changes !== '') await owner.query(changes)
    return await runDoctor(owner, examined)
  } finally {
    await undo()
  }
}

const failures = (checks: readonly DoctorCheck[]) => checks.filter(({ state }) => state === 'failure')
const of = (name: string, checks: readonly DoctorCheck[]) => checks.filter(({ check }) => check === name)

test('a database with the source tables has no failure', async () => {
  const checks = await examine()
  expect(failures(checks)).toEqual([])
  expect(of('connection', checks)[0]?.what).toContain(`Connected to ${database.name} at 127.0.0.1:`)
  expect(of('version', checks)[0]).toMatchObject({
    state: 'ok',
    what: expect.stringContaining('Postgres 18'),
  })
  expect(of('source tables', checks)[0]?.what).toBe('3 tables have the declared columns and types.')
  expect(of('schedules', checks)[0]).toMatchObject({
    state: 'warning',
    next: ['Run `sightline worker` beside the database.'],
  })
})

test('a deployed release has no failure either', async () => {
  await undo()
  await deployFresh(owner, release)
  await owner.query('begin')
  expect(failures(await examine())).toEqual([])
  await owner.query('drop schema analytics cascade')
})

test('each difference of the source tables is named', async () => {
  const checks = await examine(`
    alter table orders drop column status;
    alter table orders alter shipped_at type text;
    alter table orders alter discount type numeric(6,1);
    alter table orders add column somebody_elses text;
    alter table customers alter name type varchar(40);
    alter table customers alter joined_on drop not null;
    drop table settings;`)
  const told = of('source tables', checks).map(({ state, what }) => `${state}: ${what}`)
  expect(told).toEqual([
    'warning: customers.name is character varying(40), declared as text; it is read as if it were.',
    'warning: customers.joined_on may be null, declared as never null.',
    'failure: orders.status does not exist; it is declared as text.',
    'failure: orders.shipped_at is text, declared as timestamp with time zone.',
    'warning: orders.discount is numeric(6,1), declared as numeric(8,2); it is read as if it were.',
    'failure: The table settings does not exist.',
  ])
})

test('an enum and a domain are read as text', async () => {
  const checks = await examine(`
    create type order_status as enum ('new', 'paid');
    create domain country_code as text;
    alter table orders alter status type order_status using 'new';
    alter table customers alter country type country_code;`)
  expect(of('source tables', checks).map(({ state }) => state)).toEqual(['warning', 'warning'])
})

test('a role without privileges is told which statements to run', async () => {
  const checks = await examine(`create schema analytics; set local role ${role}`)
  expect(failures(checks).flatMap(({ next }) => next)).toEqual([
    `GRANT CREATE ON DATABASE ${database.name} TO ${role}`,
    `GRANT USAGE, CREATE ON SCHEMA analytics TO ${role}`,
    `GRANT USAGE, CREATE ON SCHEMA public TO ${role}`,
    `GRANT SELECT ON public.customers TO ${role}`,
    `GRANT SELECT ON public.orders TO ${role}`,
    `ALTER TABLE public.orders OWNER TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE ON public.settings TO ${role}`,
    'CREATE ROLE doctor_test_reader',
    "ALTER ROLE doctor_test_reader SET default_transaction_read_only = 'on'",
    "ALTER ROLE doctor_test_reader SET statement_timeout = '30000'",
  ])
})

test('with the statements that it names, the role is ready', async () => {
  const checks = await examine(`
    grant create on database ${database.name} to ${role};
    grant usage, create on schema public to ${role};
    grant select on customers, orders to ${role};
    grant select, insert, update on settings to ${role};
    alter table orders owner to ${role};
    create role doctor_test_reader;
    alter role doctor_test_reader set default_transaction_read_only = 'on';
    alter role doctor_test_reader set statement_timeout = '30000';
    set local role ${role}`)
  expect(failures(checks)).toEqual([])
})

test('a role that may read the declared columns, and no others, lacks nothing to read', async () => {
  const checks = await examine(`
    alter table customers add column secret text;
    grant select (customer_id, name, country, joined_on, vip) on customers to ${role};
    set local role ${role}`)
  const lacks = of('source privileges', checks).map(({ what }) => what)
  expect(lacks).not.toContain('This role lacks SELECT on the table customers.')
  expect(lacks).toContain('This role lacks SELECT on the table orders.')
})

test('a table that panels read must be passed on to the reader, who may have it already', async () => {
  const board = panelsOf('select customer_id from orders')
  const shown = buildRelease(defineProject({ ...shop, readerRole, definitions: [...shopSql, board] }))
  const given = `grant select on customers, orders to ${role}; grant select, insert, update on settings to ${role};`
  const findings = async (more: string) => {
    await owner.query('begin')
    return of('source privileges', await examine(`${given} ${more}; set local role ${role}`, shown))
  }
  expect(await findings('')).toMatchObject([
    { state: 'failure', next: [`GRANT SELECT ON public.orders TO ${role} WITH GRANT OPTION`] },
  ])
  const passedOn = await findings(`grant select on orders to ${role} with grant option`)
  const had = await findings(`create role ${readerRole}; grant select on orders to ${readerRole}`)
  expect([...passedOn, ...had].map(({ state }) => state)).toEqual(['ok', 'ok'])
})

test.each([
  ['without a policy, to the reader of panels and the owner of views', '', [readerRole, 'DEPLOYER']],
  [
    'with one for another command',
    'create policy p on orders for insert with check (true)',
    [readerRole, 'DEPLOYER'],
  ],
  [
    'with one that only takes away',
    'create policy p on orders as restrictive using (true)',
    [readerRole, 'DEPLOYER'],
  ],
  [
    'with one for somebody else',
    'create policy p on orders to pg_monitor using (true)',
    [readerRole, 'DEPLOYER'],
  ],
  ['with one for the reader alone', `create policy p on orders to ${readerRole} using (true)`, ['DEPLOYER']],
  ['with one for all', 'create policy p on orders for select using (true)', []],
  ['to nobody who passes it by', 'alter role DEPLOYER bypassrls', [readerRole]],
  ['to nobody who owns the table', 'alter table orders owner to DEPLOYER', [readerRole]],
  [
    'to its owner too, where it is forced',
    'alter table orders owner to DEPLOYER; alter table orders force row level security',
    [readerRole, 'DEPLOYER'],
  ],
  [
    'below a view of somebody',
    'alter table orders rename to kept; create view orders as select * from kept; alter view orders owner to pg_monitor',
    ['pg_monitor'],
  ],
])('row level security that shows nothing is named %s', async (_, changes, hidden) => {
  const board = panelsOf('select customer_id from orders')
  const shown = buildRelease(defineProject({ ...shop, readerRole, definitions: [...shopSql, board] }))
  const checks = await examine(
    `create role ${readerRole}; grant create on schema public to ${role};
     alter table orders enable row level security; ${changes.replaceAll('DEPLOYER', role)}; set local role ${role}`,
    shown,
  )
  const told = of('row security', checks).map(({ state, what }) => `${state}: ${what}`)
  const table = changes.includes('kept') ? 'kept' : 'orders'
  expect(told.toSorted()).toEqual(
    hidden
      .map((one) => one.replace('DEPLOYER', role))
      .map(
        (one) =>
          `failure: Row level security of the table ${table} shows ${one} no row: no policy is for it.`,
      )
      .toSorted(),
  )
})

test('views of ours that belong to somebody else are named with their owner', async () => {
  const checks = await examine(`
    create schema analytics; grant all on schema analytics to ${role};
    create view analytics.daily_orders as select 1 as day;
    set local role ${role}`)
  expect(of('ownership', checks)).toMatchObject([
    { state: 'failure', next: [`ALTER VIEW analytics.daily_orders OWNER TO ${role}`] },
  ])
})

test('a database that is read-only by default is a failure, and is examined all the same', async () => {
  await undo()
  await owner.query(`alter database ${database.name} set default_transaction_read_only = on`)
  const reader = await database.connect()
  const checks = await runDoctor(reader, release)
  await reader.query('set default_transaction_read_only = off')
  await reader.query(`alter database ${database.name} reset default_transaction_read_only`)
  expect(failures(checks)).toMatchObject([
    {
      check: 'writable',
      what: 'Transactions are read-only, set so for this database.',
      next: [`ALTER DATABASE ${database.name} RESET default_transaction_read_only`],
    },
  ])
  await owner.query('begin')
  await undo()
})

test('settings that a deploy may stumble over are warnings', async () => {
  const checks = await examine("set local statement_timeout = '30s'")
  expect(of('statement timeout', checks)).toMatchObject([{ state: 'warning' }])
})

test('who logs in to read is examined, for settings are not inherited', async () => {
  const named = async (changes: string) => {
    const found = of('readers', await examine(`create role ${readerRole}; ${changes}`))
    await owner.query('begin')
    return found.map(({ state, next }) => [state, ...next])
  }
  const defaults = (role: string) => [
    `ALTER ROLE ${role} SET default_transaction_read_only = 'on'`,
    `ALTER ROLE ${role} SET statement_timeout = '30000'`,
  ]
  const member = (options: string) => `create role logs_in login ${options}; grant ${readerRole} to logs_in;`
  expect(await named('')).toMatchObject([
    ['warning', `ALTER ROLE ${readerRole} LOGIN`, expect.anything(), expect.anything()],
  ])
  expect(await named(`alter role ${readerRole} login`)).toEqual([['warning', ...defaults(readerRole)]])
  expect(await named(member(''))).toEqual([['warning', ...defaults('logs_in')]])
  expect(await named(`${member('')} ${defaults('logs_in').join(';')}`)).toEqual([['ok']])
  expect(
    await named(
      `${member('')} ${defaults('logs_in').join(';')}; revoke connect on database ${database.name} from public`,
    ),
  ).toEqual([['warning', `GRANT CONNECT ON DATABASE ${database.name} TO logs_in`]])
  const noViews = (of: string) => `alter ${of} set restrict_nonsystem_relation_kind = 'view';`
  expect(
    await named(
      `${member('')} ${defaults('logs_in').join(';')}; ${noViews(`database ${database.name}`)} alter role logs_in set restrict_nonsystem_relation_kind = ''`,
    ),
  ).toEqual([['ok']])
  expect(
    await named(`${member('')} ${defaults('logs_in').join(';')}; ${noViews(`database ${database.name}`)}`),
  ).toEqual([
    ['warning', `ALTER ROLE logs_in IN DATABASE ${database.name} SET restrict_nonsystem_relation_kind = ''`],
  ])
  expect(await named(`${member('noinherit superuser')} ${defaults('logs_in').join(';')}`)).toMatchObject([
    ['warning', 'ALTER ROLE logs_in NOSUPERUSER'],
  ])
  await undo()
})

test('what everybody may do, and so the reader, is a warning', async () => {
  const named = async (changes: string) => of('everybody', await examine(changes)).flatMap(({ next }) => next)
  expect(await named('')).toEqual([
    `GRANT TEMPORARY ON DATABASE ${database.name} TO sightline`,
    `REVOKE TEMPORARY ON DATABASE ${database.name} FROM PUBLIC`,
  ])
  await owner.query('begin')
  expect(
    await named(`revoke temporary on database ${database.name} from public;
      grant create on schema public to public; grant select (name) on customers to public`),
  ).toEqual([
    'GRANT CREATE ON SCHEMA public TO sightline',
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    'GRANT SELECT ON public.customers TO sightline WITH GRANT OPTION',
    'REVOKE SELECT ON public.customers FROM PUBLIC',
  ])
})
