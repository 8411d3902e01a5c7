import { sql } from 'kysely'
import { defineProject, from, materializedView, source, view } from 'sightline'
import { bigint, text, timestamptz } from 'sightline/columns'
import { expect, inject, test } from 'vitest'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { createSources } from '../../toolkit/local/create-sources.ts'
import { buildRelease } from '../../toolkit/release/build-release.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { emptyDatabase } from './support/case-database.ts'

const description = 'Written by hand.'
const orders = source('orders', {
  description,
  columns: { id: bigint().primaryKey(), customer: text(), at: timestamptz() },
})
const paid = view('app.paid', {
  description,
  grain: ['id'],
  query: from(orders).selectFrom('orders').selectAll(),
})
/** Named like a type and a function of Postgres. */
const date = view('app.date', {
  description,
  grain: ['id'],
  query: from(orders).selectFrom('orders').selectAll(),
})

/** Ways in which a query names `app.paid` and `app.date`; each returns the two rows' ids. */
const queries = [
  'select id from (table app.paid) t',
  'table app.paid',
  'with p as (table app.paid) table p',
  'select app.paid.id from app.paid, app.date where app.date.id = app.paid.id',
  'select id from app . paid',
  'select id from App.Paid',
  'select id from "app"."paid"',
  'select id from U&"\\0061pp".paid',
  'with paid as (select * from app.paid) select id from paid',
  'with recursive tree(id) as (select id from app.paid where id = 1 union all select p.id from app.paid p join tree t on p.id = t.id + 1) select id from tree',
  'with x as (with paid as (select 1::bigint as one) select one from paid) select app.paid.id from x, app.paid',
  'select (app.paid).id from app.paid',
  'select id, to_jsonb(app.paid.*) as j from app.paid',
  'select id, row_to_json(paid) as j from app.paid',
  'select j.id from ((app.paid j join app.date k on k.id = j.id)) where exists (select from app.paid where app.paid.id = j.id)',
  'select a.id from only app.paid a cross join lateral (select count(*) as c from app.paid i where i.customer = a.customer) l',
  "select id, extract(epoch from at) as e, substring(customer from 1 for 2) as s, customer is distinct from 'from app.paid' as d from app.paid",
  'select id, date(at) as day, at::date as d2 from app.date',
  'select id -- from app.date\n from app.paid /* join /* app.date */ */',
  "select id, E'\\\\' as a, 'from app.paid' as b, $q$app.date$q$ as c from app.paid",
  'select id from app.paid union select id from app.date except select id from app.paid where false',
  'select v.id from (values (1::bigint), (2)) v(id) left join app.paid using (id)',
  'select p.id from app.paid p, generate_series(1, 2) g where g = 1',
  'select a.x as id from app.paid as a(x, y)',
  'select id from app.paid natural join app.date',
]

test('stored rows are computed from versions, however a query names what it reads', async () => {
  const { client, role, end } = await emptyDatabase(inject('server'))
  const stored = queries.map((query, number) =>
    materializedView(`app.stored_${number}`, {
      description,
      grain: ['id'],
      query: sql<{ id: number }>`${sql.raw(query)}`,
    }),
  )
  const inTree = materializedView('app.in_tree', {
    description,
    grain: ['id'],
    query: from(paid, date)
      .with('date', (eb) => eb.selectFrom('app.date').selectAll())
      .selectFrom(['app.paid', 'date'])
      .whereRef('app.paid.id', '=', 'date.id')
      .select(['app.paid.id', sql<string>`${sql.ref('app.paid.customer')}`.as('customer')]),
  })
  const release = buildRelease(
    defineProject({
      name: 'written',
      version: '1.0.0',
      folder: { uid: 'written', title: 'Written' },
      readerRole: role,
      definitions: [orders, paid, date, ...stored, inTree],
      sample: async () => {},
    }),
  )
  await createSources(client, release.sources)
  await client.query(`insert into orders values (1, 'a', now()), (2, 'b', now())`)
  await applyRelease(client, desiredState(release))
  for (const { name } of [...stored, inTree])
    expect((await client.query(`select id from ${name} order by 1`)).rows, name).toEqual([
      { id: 1 },
      { id: 2 },
    ])
  const { rows } = await client.query(
    `select c.relname from pg_depend d join pg_rewrite r on r.oid = d.objid join pg_class c on c.oid = r.ev_class
     where c.relkind = 'm' and d.refobjid in ('app.paid'::regclass, 'app.date'::regclass)`,
  )
  expect(rows).toEqual([])
  await end()
})
