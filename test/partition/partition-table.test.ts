import type pg from 'pg'
import { defineProject, follow, incrementalView, rows, source } from 'sightline'
import { bigint, timestamptz } from 'sightline/columns'
import {
  buildRelease,
  deployFresh,
  desiredState,
  partitionRequest,
  partitionTable,
  planPartitioning,
  planUndoOf,
  runDoctor,
  unpartitionTable,
} from 'sightline/engine'
import { beforeEach, expect, test } from 'vitest'
import { differingRow } from '../../toolkit/check/incremental/differing-row.ts'
import { refreshCall } from '../../toolkit/kinds/incremental-view/incremental-parts.ts'
import { cutClient } from '../deploy/support/cut-client.ts'
import { shop } from '../fixtures/shop.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { busyTable, orders, pictureSql, request, Traffic } from './busy-table.ts'

let database: TestDatabase
let client: pg.Client
beforeEach(async () => {
  database = await testDatabase()
  client = await database.connect()
  await client.query(busyTable)
})

const one = async (sql: string): Promise<unknown> => {
  const { rows } = await client.query({ text: sql, rowMode: 'array' })
  return rows[0]?.[0]
}
const connections = (count: number) => Promise.all(Array.from({ length: count }, () => database.connect()))
const widened = (picture: unknown) =>
  JSON.parse(JSON.stringify(picture).replaceAll(/(?<!shops)\(id\)/g, '(id, placed_at)'))

test('a table in use becomes partitioned with all that it has, no reader or writer fails, and no row is lost', async () => {
  const before = await one(pictureSql)
  const traffic = new Traffic(await connections(4), await connections(3))
  const { outcome } = await partitionTable(client, request)
  await traffic.end()
  expect(traffic.errors).toEqual([])
  expect(outcome).toBe('done')
  expect(await one(`select relkind from pg_class where oid = 'shop.orders'::regclass`)).toBe('p')
  expect(await one(pictureSql)).toEqual(widened(before))
  expect(await one('select count(*)::int from shop.orders')).toBe(5000 + traffic.written.size)
  expect(await one(`select count(*)::int from shop.audit where what = 'INSERT'`)).toBe(traffic.written.size)
  await client.query(
    `insert into shop.orders (placed_at, shop_id, amount) values (now() + interval '3 days', 1, 99)`,
  )
  expect(await one(`select count(*)::int from shop.big where placed_at > now() + interval '2 days'`)).toBe(1)
  expect(await one(`select count(*)::int from shop.orders__default`)).toBeLessThanOrEqual(1)
  expect((await partitionTable(client, request)).outcome).toBe('nothing to do')
})

test('a partitioned table becomes the plain one that it was, with the rows that came since', async () => {
  const before = await one(pictureSql)
  await partitionTable(client, request)
  await client.query(
    `insert into shop.orders (placed_at, shop_id, amount) values (now() + interval '5 days', 1, 99)`,
  )
  const traffic = new Traffic(await connections(4), await connections(3))
  await unpartitionTable(client, 'shop.orders')
  await traffic.end()
  expect(traffic.errors).toEqual([])
  expect(await one(pictureSql)).toEqual(before)
  expect(await one('select count(*)::int from shop.orders')).toBe(5001 + traffic.written.size)
  expect(
    await one(
      `select count(*)::int from pg_class where relnamespace = 'shop'::regnamespace and relname like 'orders\\_\\_%'`,
    ),
  ).toBe(0)
  await expect(planUndoOf(client, 'shop.orders')).rejects.toThrow('Nothing is remembered')
})

test('killed before each of its statements, it goes on where it was, both ways', async () => {
  const before = await one(pictureSql)
  const cutAtEach = async (work: (cut: pg.Client) => Promise<unknown>) => {
    let cuts = 0
    for (; cuts < 20; cuts++) {
      const cut = await cutClient(database.connectionString, cuts)
      const isWhole = await work(cut).then(
        () => true,
        () => false,
      )
      await cut.end().catch(() => {})
      if (isWhole) break
    }
    return cuts
  }
  expect(await cutAtEach((cut) => partitionTable(cut, request))).toBeGreaterThan(3)
  await partitionTable(client, request)
  expect(await one(pictureSql)).toEqual(widened(before))
  expect(await cutAtEach((cut) => unpartitionTable(cut, 'shop.orders'))).toBeGreaterThan(1)
  expect(await one(pictureSql)).toEqual(before)
  expect(await one('select count(*)::int from shop.orders')).toBe(5000)
})

test('a plan changes nothing', async () => {
  const before = await one(pictureSql)
  const { steps, notes } = await planPartitioning(client, request)
  expect(steps.map(({ step, waits }) => [step, waits])).toMatchInlineSnapshot(`
    [
      [
        "show what the rows will be from now on",
        "everybody for a moment",
      ],
      [
        "show that all rows are so",
        "nobody",
      ],
      [
        "build the key with the column",
        "nobody",
      ],
      [
        "put the partitioned table in its place",
        "everybody for a moment",
      ],
      [
        "make the partitions to come",
        "nobody",
      ],
      [
        "learn what the rows are like",
        "nobody",
      ],
    ]
  `)
  expect(notes).toHaveLength(2)
  expect(await one(pictureSql)).toEqual(before)
})

test('what was begun and not finished is given up without a trace', async () => {
  const before = await one(pictureSql)
  const confirm = async () => {
    throw new Error('stop')
  }
  const holder = await database.connect()
  await holder.query('begin; select from shop.orders limit 1')
  await expect(partitionTable(client, request, { deadline: 300, lockTimeout: 20 })).rejects.toThrow(
    'no moment',
  )
  await holder.query('commit')
  await expect(partitionTable(client, request, { confirm })).rejects.toThrow('stop')
  await unpartitionTable(client, 'shop.orders')
  expect(await one(pictureSql)).toEqual(before)
})

test('a step that finds a lock taken goes on when it is free', async () => {
  const stop = (step: string) => {
    if (step === 'show that all rows are so') throw new Error('stop')
  }
  await expect(partitionTable(client, request, { onStep: stop })).rejects.toThrow('stop')
  const holder = await database.connect()
  await holder.query('begin; lock table shop.orders in share update exclusive mode')
  await client.query(`set lock_timeout = '20ms'`)
  const steps: string[] = []
  const onStep = (step: string) => {
    steps.push(step)
    if (step.includes('waiting')) void holder.query('commit')
  }
  const { outcome } = await partitionTable(client, request, { onStep })
  expect(outcome).toBe('done')
  expect(steps).toContain('show that all rows are so: waiting for a quiet moment (1)')
})

test('foreign keys of other tables refer to the partitioned table, and hold', async () => {
  await client.query(`
    alter table shop.orders drop constraint orders_pkey, add primary key (id, placed_at);
    create table shop.parcels (order_id bigint, placed_at timestamptz, foreign key (order_id, placed_at) references shop.orders);
    insert into shop.parcels select id, placed_at from shop.orders limit 10`)
  await partitionTable(client, { ...request, widenKey: false })
  expect(
    await one(
      `select confrelid::regclass || ' ' || convalidated from pg_constraint where conname = 'parcels_order_id_placed_at_fkey'`,
    ),
  ).toBe('shop.orders true')
  await expect(client.query(`insert into shop.parcels values (-1, now())`)).rejects.toThrow(
    'violates foreign key',
  )
  await unpartitionTable(client, 'shop.orders')
  await expect(client.query(`insert into shop.parcels values (-1, now())`)).rejects.toThrow(
    'violates foreign key',
  )
})

test('a source that says so has its partitions made ahead once it is partitioned, and the rows of no partition are told', async () => {
  const kept = source('shop.orders', {
    description: 'For a test.',
    columns: { id: bigint().primaryKey(), placed_at: timestamptz() },
    partitionBy: { column: 'placed_at', every: 'day', keep: 'forever' },
  })
  const release = buildRelease(defineProject({ ...shop, definitions: [kept] }))
  const [job] = desiredState(release).schedules
  expect(job?.name).toBe('partitions of shop.orders')
  const keep = () => client.query(job?.command ?? '')
  const told = async () => {
    const checks = await runDoctor(client, release)
    return checks.flatMap(({ check, state, what }) =>
      check === 'partitions' && state !== 'ok' ? [what] : [],
    )
  }
  await keep()
  expect(await told()).toEqual([expect.stringContaining('shop.orders is a plain table')])
  await partitionTable(client, partitionRequest(kept, { widenKey: true }))
  await client.query('drop table shop.orders__default')
  await keep()
  expect(await told()).toEqual([])
  await client.query(
    `insert into shop.orders (placed_at, shop_id, amount) values (now() + interval '90 days', 1, 99)`,
  )
  expect(await told()).toEqual([expect.stringContaining('are in orders__default')])
})

test('an incremental view comes along, and goes on taking in what is written', async () => {
  const ordersOfShops = incrementalView('shop.orders_of_shops', {
    description: 'For a test.',
    grain: ['shop_id'],
    query: rows(orders)
      .groupBy('shop_id')
      .select((eb) => ['shop_id', eb.fn.countAll().as('orders')]),
    follow: [follow(orders, 'shop_id')],
  })
  const release = buildRelease(defineProject({ ...shop, definitions: [ordersOfShops] }))
  await deployFresh(client, release)
  const storage = release.sqlObjects.flatMap((one) => one.storage ?? [])[0] ?? ''
  await partitionTable(client, request)
  for (const change of [
    'insert into shop.orders (shop_id, amount) values (1, 5)',
    `delete from shop.orders where shop_id = 2`,
  ]) {
    await client.query(change)
    expect(await differingRow(client, storage)).toBeDefined()
    await client.query(`select ${refreshCall(storage)}`)
    expect(await differingRow(client, storage)).toBeUndefined()
  }
})
