import { desc, from, materializedView, sourceIndex, table } from 'sightline'
import { boolean, integer, text, timestamptz } from 'sightline/columns'
import { describe, expect, it } from 'vitest'
import { createTable } from '../../toolkit/kinds/table/table-sql.ts'
import { customers, orders, shopSql } from '../define/shop.ts'
import { releaseOf } from './shop-release.ts'

const description = "Only for a test, isn't it."

/** The statements of one object, with the hash in a storage's name made plain. */
function statementsOf(name: string, definitions: Parameters<typeof releaseOf>[0]): string {
  const object = releaseOf(definitions).sqlObjects.find((candidate) => candidate.name === name)
  return (object?.statements ?? []).join(';\n').replaceAll(/__[0-9a-f]{8}/g, '__hash')
}

describe('the statements', () => {
  it('of a view create it and say what it and its columns mean', () => {
    expect(statementsOf('analytics.daily_orders', shopSql)).toMatchInlineSnapshot(`
      "create or replace view analytics.daily_orders as
      select
        (placed_at at time zone 'UTC')::date as day,
        count(*) as orders,
        sum(amount_cents) as revenue
      from public.orders
      group by day;
      comment on view analytics.daily_orders is 'Orders per UTC day.';
      comment on column analytics.daily_orders.day is 'The UTC day.';
      comment on column analytics.daily_orders.revenue is 'Cents.'"
    `)
  })

  it('of a materialized view fill a storage, index it and put a view before it', () => {
    const stored = materializedView('analytics.big_orders', {
      description,
      grain: ['order_id'],
      indexes: [['customer_id', desc('amount_cents')]],
      query: from(orders).selectFrom('orders').select(['order_id', 'customer_id', 'amount_cents']),
    })
    expect(statementsOf('analytics.big_orders', [orders, stored])).toMatchInlineSnapshot(`
      "create materialized view if not exists analytics.big_orders__hash as
      select
        order_id,
        customer_id,
        amount_cents
      from public.orders;
      create unique index if not exists big_orders__hash_grain on analytics.big_orders__hash (order_id);
      create index if not exists big_orders__hash_1 on analytics.big_orders__hash (customer_id, amount_cents desc);
      comment on materialized view analytics.big_orders__hash is 'Rows of analytics.big_orders, which sightline keeps here: read that view instead.';
      analyze analytics.big_orders__hash;
      create or replace view analytics.big_orders as
      select * from analytics.big_orders__hash;
      comment on view analytics.big_orders is 'Only for a test, isn''t it.'"
    `)
  })

  it('of an index name its columns, their order and its predicate', () => {
    const index = sourceIndex('late_orders', {
      description,
      on: orders,
      columns: ['status', desc('placed_at')],
      where: (eb) => eb('shipped_at', 'is', null),
    })
    expect(statementsOf('late_orders', [orders, index])).toMatchInlineSnapshot(`
      "create index if not exists late_orders
      on public.orders (status, placed_at desc)
      where shipped_at is null;
      comment on index public.late_orders is 'Only for a test, isn''t it.'"
    `)
  })

  it('of a unique index say so', () => {
    const index = sourceIndex('one', { description, on: customers, columns: ['name'], unique: true })
    expect(statementsOf('one', [customers, index])).toContain(
      'create unique index if not exists one\non public.customers',
    )
  })

  it('of a schedule hand it to pg_cron', () => {
    expect(statementsOf('refresh-totals', shopSql)).toBe(
      `select cron.schedule('refresh-totals', '0 * * * *', 'select public.refresh_totals()')`,
    )
  })

  it('of a refresh function measure each view', () => {
    expect(statementsOf('refresh_totals', shopSql)).toMatchInlineSnapshot(`
      "create or replace function public.refresh_totals() returns void
      language plpgsql volatile
      as $body$
      declare
        started timestamptz;
        refreshed_rows bigint;
      begin
        started := clock_timestamp();
        refresh materialized view concurrently analytics.customer_totals__hash;
        select count(*) into refreshed_rows from analytics.customer_totals__hash;
        insert into analytics.refresh_log (view_name, started_at, duration_ms, row_count)
        values ('analytics.customer_totals', started, extract(epoch from clock_timestamp() - started) * 1000, refreshed_rows);
        insert into public.settings (key, value)
        values ('last_refresh', clock_timestamp()::text)
        on conflict (key) do update set value = excluded.value;
      end
      $body$;
      comment on function public.refresh_totals is 'Refreshes the totals.'"
    `)
  })
})

describe('the statement that creates a table', () => {
  it('has everything that was said of its columns, and no key to a table that may be made later', () => {
    const log = table('ops.log', {
      description,
      columns: {
        log_id: integer().primaryKey().generated(),
        user: text().references('users').unique(),
        at: timestamptz().default('now()'),
        note: text().nullable(),
        done: boolean().default('false'),
      },
    })
    expect(createTable(log)).toMatchInlineSnapshot(`
      "create table if not exists ops.log (
        log_id integer generated always as identity primary key,
        "user" text not null unique,
        at timestamp with time zone not null default now(),
        note text,
        done boolean not null default false
      )"
    `)
  })

  it('has a primary key of several columns at its end', () => {
    const pairs = table('pairs', { description, primaryKey: ['a', 'b'], columns: { a: text(), b: text() } })
    expect(createTable(pairs)).toMatchInlineSnapshot(`
      "create table if not exists public.pairs (
        a text not null,
        b text not null,
        primary key (a, b)
      )"
    `)
  })
})
