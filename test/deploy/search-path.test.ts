import { sql } from 'kysely'
import {
  dashboard,
  defineProject,
  from,
  materializedView,
  row,
  source,
  sqlFunction,
  tablePanel,
  view,
} from 'sightline'
import { bigint, numeric, text } from 'sightline/columns'
import { describe, expect, inject, test } from 'vitest'
import { findDrift } from '../../toolkit/deploy/plan/drift.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { createSources } from '../../toolkit/local/create-sources.ts'
import { buildRelease } from '../../toolkit/release/build-release.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { projectQueries } from '../../toolkit/release/project-query.ts'
import { emptyDatabase } from './support/case-database.ts'

const description = 'Of orders.'
const orders = source('orders', {
  description,
  columns: { id: bigint().primaryKey(), customer: text(), amount: numeric(10, 2) },
})
const totals = view('app.totals', {
  description,
  grain: ['customer'],
  query: from(orders)
    .selectFrom('orders')
    .groupBy('customer')
    .select((eb) => ['customer', eb.fn.sum<number>('amount').as('total')]),
})
const written = view('app.orders', {
  description,
  grain: [],
  query: sql<{
    total: number
  }>`with o as (select * from orders) select sum(o.amount) as total from o, (table orders) t`,
})
const stored = materializedView('app.stored', {
  description,
  grain: ['customer'],
  query: from(totals).selectFrom('app.totals').select(['customer', 'total']),
})
const counted = sqlFunction('app.counted', {
  description,
  returns: 'bigint',
  language: 'sql',
  body: sql`select count(*) from orders`,
})
const one = sqlFunction('one', {
  description,
  parameters: '(n bigint)',
  returns: 'bigint',
  language: 'sql',
  volatility: 'immutable',
  body: sql`select 1`,
})

const release = (readerRole: string) => {
  const query = from(orders).selectFrom('orders').select('amount')
  const raw = sql<{ amount: number }>`select amount from orders where app.counted() = 1`
  const panels = [
    tablePanel({ title: 'Orders', description, query }),
    tablePanel({ title: 'Written', description, query: raw }),
    tablePanel({
      title: 'Calls',
      description,
      query: from(orders)
        .selectFrom('orders')
        .select((eb) => eb.fn<number>('one', ['id']).as('amount')),
    }),
    tablePanel({
      title: 'Calls by hand',
      description,
      query: sql<{ amount: number }>`select amount from one(7) as amount`,
    }),
    tablePanel({
      title: 'Totals',
      description,
      query: from(stored).selectFrom('app.stored').select('total as amount'),
    }),
  ]
  const shown = dashboard({ uid: 'sp', title: 'Sp', description, rows: [row('R', { panels })] })
  return buildRelease(
    defineProject({
      name: 'sp',
      version: '1.0.0',
      folder: { uid: 'sp', title: 'Sp' },
      readerRole,
      definitions: [orders, totals, written, stored, counted, one, shown],
      sample: async () => {},
    }),
  )
}

describe.each([
  ['other tables first', 'legacy, public'],
  ['the schema of a view first', 'app, public'],
  ['no public', 'legacy'],
  ['nothing', `''`],
])('with a search path of %s', (_, path) => {
  test('a source is that of public, for views, functions and the panels of the reader', async () => {
    const { client, name, role, end } = await emptyDatabase(inject('server'))
    const built = release(role)
    await createSources(client, built.sources)
    await client.query(`
      insert into public.orders values (1, 'public', 1);
      create schema legacy; create table legacy.orders (like public.orders including all);
      insert into legacy.orders values (1, 'legacy', 99), (2, 'legacy', 99);
      create function legacy.one(n bigint) returns bigint language sql as 'select 99';
      create role ${role}; alter role ${role} set search_path to ${path};
      alter database ${name} set search_path to ${path}; set search_path to ${path}`)
    await applyRelease(client, desiredState(built))
    expect(await findDrift(client, 'sp')).toEqual([])
    const { rows } = await client.query(
      `select customer, total from app.totals union all select customer, total from app.stored
       union all select 'counted', app.counted() union all select 'written', total from app.orders`,
    )
    expect(rows).toEqual([
      { customer: 'public', total: 1 },
      { customer: 'public', total: 1 },
      { customer: 'counted', total: 1 },
      { customer: 'written', total: 1 },
    ])
    await client.query(`grant usage on schema legacy, app to ${role}; set role ${role}`)
    for (const query of projectQueries(built))
      expect((await client.query(query.sql)).rows, query.where).toEqual([{ amount: 1 }])
    await end()
  })
})

test('a schema with the name of the role that deploys is not looked into', async () => {
  const { client, name, role, end } = await emptyDatabase(inject('server'))
  const built = release(role)
  await createSources(client, built.sources)
  await client.query(`
    insert into public.orders values (1, 'public', 1);
    create role owner_${name} superuser; create schema owner_${name};
    create table owner_${name}.orders (like public.orders);
    set role owner_${name}; set search_path = "$user", public`)
  await applyRelease(client, desiredState(built))
  expect((await client.query('select customer from app.totals')).rows).toEqual([{ customer: 'public' }])
  await client.query(
    `reset role; reassign owned by owner_${name} to current_user; drop owned by owner_${name}; drop role owner_${name}`,
  )
  await end()
})
