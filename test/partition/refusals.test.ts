import type pg from 'pg'
import { planPartitioning } from 'sightline/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { busyTable, request } from './busy-table.ts'

describe('what would not come along is named before anything is done', () => {
  let shared: pg.Client
  beforeAll(async () => {
    shared = await (await testDatabase()).connect()
    await shared.query(busyTable)
  })
  test.each([
    [
      'create materialized view shop.stored as select count(*) from shop.orders',
      'the materialized view shop.stored reads it',
    ],
    ['create unique index orders_code on shop.orders (code)', 'orders_code is unique without placed_at'],
    [
      'create table shop.parcels (order_id bigint references shop.orders)',
      'the foreign key parcels_order_id_fkey of shop.parcels',
    ],
    [
      'create function shop.first(shop.orders) returns bigint language sql as $$ select 1 $$',
      'function shop.first(shop.orders) needs it',
    ],
    ['alter table shop.orders set (fillfactor = 70)', 'its storage parameters (fillfactor=70)'],
    ['alter table shop.orders replica identity full', 'its replica identity'],
    ['create table shop.more () inherits (shop.orders)', 'a child or a parent of another table'],
    ['alter table shop.orders add check (code > 0) not valid', 'is not validated'],
    ['alter table shop.orders alter placed_at drop not null', 'placed_at may be null'],
    [
      'create publication everything for all tables',
      'the publication everything would publish its rows under the names of partitions',
    ],
    [
      `create subscription there connection 'host=127.0.0.1' publication p with (connect = false, slot_name = none);
       insert into pg_subscription_rel select oid, 'shop.orders'::regclass, 'r', null from pg_subscription where subname = 'there'`,
      'the subscription there writes it',
    ],
    ["update shop.orders set placed_at = 'infinity' where id = 1", 'is infinity'],
    ['create rule quiet as on delete to shop.orders do instead nothing', 'the rule quiet is on it'],
  ])('%s', async (statement, message) => {
    await shared.query(`begin; ${statement}`)
    await expect(planPartitioning(shared, request)).rejects.toThrow(message)
    await shared.query('rollback')
  })
  test('a row of a far time is told, since it keeps the old table in use until then', async () => {
    await shared.query(`begin; update shop.orders set placed_at = '2999-05-05' where id = 1`)
    const { notes } = await planPartitioning(shared, request)
    await shared.query('rollback')
    expect(notes[0]).toContain('2999-05-07')
  })
  test('a primary key without the column, unless it may get it', async () => {
    await expect(planPartitioning(shared, { ...request, widenKey: false })).rejects.toThrow(
      '--widen-key makes it (id, placed_at)',
    )
  })
})
