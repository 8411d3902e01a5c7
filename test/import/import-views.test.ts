import type pg from 'pg'
import { type ImportViewsResult, importViews } from 'sightline/engine'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { runSightline } from '../support/run-sightline.ts'
import { type WrittenProject, writtenProject } from './written-project.ts'

const tables = `
create schema "Odd ""Shop""";
create type "Odd ""Shop""".mood as enum ('glad', 'sad');
create table "Odd ""Shop""".orders (
  order_id bigint primary key, customer text not null, amount numeric(10, 2) not null, mood "Odd ""Shop""".mood,
  tags text[] not null, details jsonb, placed_at timestamptz not null, day date not null
);
insert into "Odd ""Shop""".orders
select n, 'c' || n % 3, n, 'glad', '{a}', '{}', '2024-01-01Z'::timestamptz + n * interval '1 hour', '2024-01-01'::date + n
from generate_series(1, 20) n;`

/** A chain: plain over stored over plain over stored, under names and texts that need every kind of quoting. */
const views = `
create view "Odd ""Shop"""."Päid \`orders\`" with (security_barrier) as
  select *, E'back\\\\slash \`tick\` \${dollar} ''quote''' as note from "Odd ""Shop""".orders where amount > 0;
comment on view "Odd ""Shop"""."Päid \`orders\`" is 'What was paid; \`ticks\` too.';
comment on column "Odd ""Shop"""."Päid \`orders\`".amount is 'US dollars.';
create materialized view "Odd ""Shop""".per_customer with (fillfactor = 90) as
  select customer, sum(amount) as total, count(*) as orders from "Odd ""Shop"""."Päid \`orders\`" group by customer;
create unique index on "Odd ""Shop""".per_customer (customer);
create index "by total" on "Odd ""Shop""".per_customer (total desc, customer);
create index by_length on "Odd ""Shop""".per_customer (length(customer));
comment on column "Odd ""Shop""".per_customer.total is 'US dollars, all of them.';
create materialized view "Odd ""Shop""".largest as
  select p.customer, p.total from "Odd ""Shop""".per_customer p where p.total > 10;
create unique index largest_key on "Odd ""Shop""".largest (customer);
create view "Odd ""Shop""".shares with (security_invoker = true) as
  select o.order_id, l.customer, l.total / sum(p.total) over () as share, o.mood
  from "Odd ""Shop""".largest l join "Odd ""Shop""".per_customer p using (customer)
  left join "Odd ""Shop"""."Päid \`orders\`" o on o.customer = l.customer;
create view "Odd ""Shop""".cheap as select * from "Odd ""Shop""".orders where amount < 5 with local check option;`

/** What no definition can be made of, and what somebody has made that no project knows. */
const others = `
create function "Odd ""Shop""".rate() returns numeric language sql as 'select 2.0';
create view "Odd ""Shop""".converted as select order_id, amount * "Odd ""Shop""".rate() as amount from "Odd ""Shop""".orders;
create view "Odd ""Shop""".above as select * from "Odd ""Shop""".converted;
create materialized view "Odd ""Shop""".keyless as select mood from "Odd ""Shop""".orders;
create table "Odd ""Shop""".unknown (id int);
create view "Odd ""Shop""".of_unknown as select id from "Odd ""Shop""".unknown;
create view public.report_of_somebody as select customer, orders from "Odd ""Shop""".per_customer;
grant usage on schema "Odd ""Shop""" to pg_monitor;
grant select on "Odd ""Shop""".per_customer to pg_monitor with grant option;
grant select (customer) on "Odd ""Shop"""."Päid \`orders\`" to pg_monitor;`

let client: pg.Client
let url = ''
let project: WrittenProject
let first: ImportViewsResult
beforeAll(async () => {
  const database = await testDatabase()
  url = database.connectionString
  client = await database.connect()
  await client.query(tables)
  project = await writtenProject()
  await project.run('init', '--name', 'shop', '--yes', '--database', url)
  await client.query(views)
  await client.query(others)
  first = await importViews(client, { folder: project.folder, views: ['Odd "Shop".*'] })
  await project.edit('sightline.config.ts', '...sources,', '...sources, ...views,')
  await project.edit(
    'sightline.config.ts',
    'import { sources }',
    "import { views } from './views/index.ts'\nimport { sources }",
  )
}, 60_000)

/** What a deploy must not touch: rows where they lie, what views say, who may read them, and what people wrote of them. */
async function picture(): Promise<{ stored: object[]; views: object[]; access: object[] }> {
  const inBoth = `c.relnamespace in ('"Odd ""Shop"""'::regnamespace, 'public'::regnamespace)`
  const isVersion = `c.relname ~ '__[0-9a-f]{8}$'`
  const ask = async (query: string): Promise<object[]> => (await client.query<object>(query)).rows
  return {
    stored: await ask(`
      select regexp_replace(c.relname, '__[0-9a-f]{8}$', '') as name, pg_relation_filenode(c.oid) as node, c.reloptions,
        (select jsonb_agg(pg_relation_filenode(indexrelid) order by indexrelid) from pg_index where indrelid = c.oid) as indexes
      from pg_class c where c.relkind = 'm' and ${inBoth} order by 1`),
    views: await ask(`
      select c.relname, pg_get_viewdef(c.oid) as query, c.reloptions from pg_class c
      where c.relkind = 'v' and ${inBoth} and not ${isVersion} and c.relname not in ('largest', 'per_customer') order by 1`),
    access: await ask(`
      select c.relname, c.relacl::text, pg_get_userbyid(c.relowner) as owner, array(
          select attname || coalesce(attacl::text, '') || coalesce(col_description(c.oid, attnum), '')
          from pg_attribute where attrelid = c.oid and attnum > 0 order by attnum) as columns
      from pg_class c where c.relkind in ('v', 'm') and ${inBoth} and not ${isVersion} order by 1`),
  }
}

test('views and materialized views become definitions, word for word, with what each column is', async () => {
  expect(first).toMatchObject({ views: 3, materialized: 2, isFirst: true })
  expect(await project.read('views/per-customer.ts')).toMatchInlineSnapshot(`
    "import { desc, materializedView, sql } from 'sightline'

    export const perCustomer = materializedView('Odd "Shop".per_customer', {
      description: 'The view Odd "Shop".per_customer; the database says no more of it.',
      grain: ['customer'],
      indexes: [[desc('total'), 'customer']],
      // not declared: CREATE INDEX by_length ON "Odd ""Shop""".per_customer USING btree (length(customer))
      readBy: 'Those who read it before it was imported.',
      columns: {
        total: 'US dollars, all of them.',
      },
      query: sql<{
        customer: string | null
        total: number | null
        orders: number | null
      }>\`SELECT customer,
        sum(amount) AS total,
        count(*) AS orders
       FROM "Odd ""Shop"""."Päid \\\`orders\\\`"
      GROUP BY customer\`,
    })
    "
  `)
  expect(await project.read('views/paid-orders.ts')).toMatchInlineSnapshot(`
    "import { sql, view } from 'sightline'

    export const paidOrders = view('Odd "Shop".Päid \`orders\`', {
      description: 'What was paid; \`ticks\` too.',
      grain: ['order_id', 'customer', 'amount', 'mood', 'tags', 'details', 'placed_at', 'day', 'note'], // all columns: leave those that tell the rows apart
      with: ['security_barrier=true'],
      readBy: 'Those who read it before it was imported.',
      columns: {
        amount: 'US dollars.',
      },
      query: sql<{
        order_id: number | null
        customer: string | null
        amount: number | null
        mood: 'glad' | 'sad' | null
        tags: string[] | null
        details: unknown
        placed_at: Date | null
        day: Date | null
        note: string | null
      }>\`SELECT order_id,
        customer,
        amount,
        mood,
        tags,
        details,
        placed_at,
        day,
        'back\\\\slash \\\`tick\\\` \\\${dollar} ''quote'''::text AS note
       FROM "Odd ""Shop""".orders
      WHERE amount > 0::numeric\`,
    })
    "
  `)
})

test('what no definition can be made of is named with its reason', () => {
  expect(first.left).toMatchInlineSnapshot(`
    [
      {
        "name": "Odd "Shop".converted",
        "why": "needs function "Odd ""Shop""".rate(), which the project does not have",
      },
      {
        "name": "Odd "Shop".keyless",
        "why": "has no unique index over columns, so that it cannot be refreshed while people read it",
      },
      {
        "name": "Odd "Shop".above",
        "why": "reads Odd "Shop".converted",
      },
      {
        "name": "Odd "Shop".of_unknown",
        "why": "reads Odd "Shop".unknown, which is no source",
      },
    ]
  `)
})

test('the project compiles without a cast, and nothing is found in it', async () => {
  await project.expectToCompile()
  expect(JSON.parse(await project.run('check', '--json'))).toMatchObject({ findings: [] })
}, 60_000)

test('the first deploy adopts them as they are: no row is computed, and grants, options and comments stay', async () => {
  const before = await picture()
  const planned: { steps: { kind: string; object: string; phase: string }[] } = JSON.parse(
    await project.run('plan', '--json', '--database', url),
  )
  const made = planned.steps.filter(({ object }) => /Odd|public/.test(object) && !/reader/.test(object))
  expect(
    made.map(({ kind, object }) => `${kind} ${object.replace(/__[0-9a-f]{8}/, '__hash')}`),
  ).toMatchInlineSnapshot(`
    [
      "adopt Odd "Shop".Päid \`orders\`__hash",
      "adopt Odd "Shop".per_customer__hash",
      "adopt Odd "Shop".largest__hash",
      "comment Odd "Shop".cheap",
      "comment Odd "Shop".per_customer",
      "comment Odd "Shop".largest",
      "comment Odd "Shop".shares",
    ]
  `)
  await project.run('apply', '--yes', '--database', url)
  expect(await picture()).toEqual(before)
  expect(await project.run('plan', '--database', url)).toContain('nothing to do')
  expect(await project.run('drift', '--database', url)).toContain('Everything is as it was released')
}, 60_000)

test('what was adopted is the project’s to change, and somebody else’s view above it goes on', async () => {
  await project.edit('views/largest.ts', '10::numeric', '65::numeric')
  await project.edit('views/cheap.ts', 'SELECT order_id,', 'SELECT order_id,\n    amount * 2 AS doubled,')
  await project.edit(
    'views/cheap.ts',
    '    customer: string',
    '    doubled: number | null\n    customer: string',
  )
  await project.run('apply', '--yes', '--database', url)
  const { rows } = await client.query(`
    select (select count(*)::int from "Odd ""Shop""".largest) as largest, (select max(doubled) from "Odd ""Shop""".cheap) as doubled,
      (select count(*)::int from report_of_somebody) as reported, (select reloptions from pg_class where relname = 'cheap') as options`)
  expect(rows).toEqual([{ largest: 2, doubled: 8, reported: 3, options: ['check_option=local'] }])
  expect(await project.run('import', 'views', '--check', '--database', url)).toContain(
    'as they were imported',
  )
}, 60_000)

test('a later import brings new views, and leaves files that were edited', async () => {
  await project.edit('views/paid-orders.ts', 'What was paid', 'Whatever was paid')
  await client.query(
    `create view "Odd ""Shop""".newest as select max(placed_at) as placed_at from "Odd ""Shop""".orders`,
  )
  const { changes, files, kept } = await importViews(client, { folder: project.folder })
  expect({ changes, files, kept }).toEqual({
    changes: [{ kind: 'added', name: 'Odd "Shop".newest', after: '1 column' }],
    files: ['views/index.ts', 'views/newest.ts'],
    kept: [],
  })
  await client.query(
    `create or replace view "Odd ""Shop""".newest as select max(placed_at) as placed_at, 1 as one from "Odd ""Shop""".orders`,
  )
  await project.edit('views/newest.ts', 'description:', '// Mine.\n  description:')
  expect(await importViews(client, { folder: project.folder })).toMatchObject({
    files: [],
    kept: ['views/newest.ts: edited here, and changed in the database'],
  })
})

test('a materialized view whose definition was changed before the first deploy is refused, and nothing is done', async () => {
  const database = await testDatabase()
  const other = await database.connect()
  await other.query(tables)
  await other.query(
    'create materialized view busy as select customer, count(*) as orders from "Odd ""Shop""".orders group by 1; create unique index on busy (customer)',
  )
  const { run, edit, folder } = await writtenProject()
  await run('init', '--name', 'shop', '--yes', '--database', database.connectionString)
  await importViews(other, { folder })
  await edit('sightline.config.ts', '...sources,', '...sources, ...views,')
  await edit(
    'sightline.config.ts',
    'import { sources }',
    "import { views } from './views/index.ts'\nimport { sources }",
  )
  await edit('views/busy.ts', 'count(*)', 'count(*) + 1')
  const { code, stderr } = await runSightline(
    ['apply', '--yes', '--database', database.connectionString],
    folder,
  )
  expect(code).toBe(2)
  expect(stderr).toContain(
    'There is a materialized view called busy in this database, and it is not what the release makes',
  )
  expect(
    (await other.query(`select relkind from pg_class where relname like 'busy%' and relkind in ('v', 'm')`))
      .rows,
  ).toEqual([{ relkind: 'm' }])
}, 60_000)
