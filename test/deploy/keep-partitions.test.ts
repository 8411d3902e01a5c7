import type pg from 'pg'
import { defineProject, table } from 'sightline'
import { bigint, date, text, timestamp, timestamptz } from 'sightline/columns'
import { buildRelease, deployFresh, desiredState, projectIn, runDoctor } from 'sightline/engine'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { shop } from '../fixtures/shop.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const log = table('shop.log', {
  description: 'For a test.',
  primaryKey: ['id', 'at'],
  columns: {
    id: bigint().generated(),
    at: timestamptz(),
    body: text(),
    size: bigint().generatedAs('length(body)'),
  },
  partitionBy: { column: 'at', every: 'day', keep: '3 days' },
})
const diary = table('shop.diary', {
  description: 'For a test.',
  columns: { day: date(), body: text() },
  partitionBy: { column: 'day', every: 'month', keep: 'forever' },
})
const shifts = table('shop.shifts', {
  description: 'For a test.',
  columns: { began: timestamp('Europe/Oslo'), body: text() },
  partitionBy: { column: 'began', every: 'hour', keep: '12 hours' },
})
const project = defineProject({
  ...shop,
  definitions: [log, diary, shifts],
  environments: { ada: { schema: 'ada' } },
})
const release = buildRelease(project)

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  client = await database.connect()
  await deployFresh(client, release)
})
beforeEach(() => client.query('truncate shop.log, shop.diary, shop.shifts'))

const jobOf = (name: string): string =>
  desiredState(release).schedules.find((one) => one.name === `partitions of ${name}`)?.command ?? ''
const keep = (name: string) => client.query(jobOf(name))
const names = async (table: string): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    'select relname as name from pg_inherits join pg_class on oid = inhrelid where inhparent = $1::regclass order by 1',
    [table],
  )
  return rows.map(({ name }) => name)
}
const one = async (sql: string): Promise<unknown> => {
  const { rows } = await client.query({ text: sql, rowMode: 'array' })
  return rows[0]?.[0]
}

test('a schedule comes with each partitioned table, and is one of the release like others', () => {
  expect(desiredState(release).schedules.map(({ name }) => name)).toEqual([
    'partitions of shop.log',
    'partitions of shop.diary',
    'partitions of shop.shifts',
  ])
})

test('in a schema of an engineer, the schedule keeps up the table that is there', () => {
  const [job] = desiredState(buildRelease(projectIn(project, 'ada'))).schedules
  expect(job?.name).toBe('partitions of ada.log')
  expect(job?.command).toContain("regclass := 'ada.log'")
})

test('a run with nothing to do changes nothing', async () => {
  const before = await names('shop.log')
  await keep('shop.log')
  expect(await names('shop.log')).toEqual(before)
  expect(before).toContain('log__default')
})

test('partitions that are older than what is kept go, and so do such rows of the default partition', async () => {
  await client.query(`
    create table shop.odd_name (like shop.log including all excluding identity);
    alter table shop.log attach partition shop.odd_name for values from ('2001-01-01') to ('2001-02-01');
    insert into shop.log (at, body) values ('2001-01-05', 'old'), ('2002-01-01', 'old'), (now(), 'new')`)
  await keep('shop.log')
  expect(await names('shop.log')).not.toContain('odd_name')
  expect(await one(`select to_regclass('shop.odd_name') is null`)).toBe(true)
  expect(await one('select string_agg(body, $$ $$) from shop.log')).toBe('new')
})

test('rows in the default partition move where they belong once their partition is made', async () => {
  await client.query(`do $$ declare part text; begin
    for part in select inhrelid::regclass from pg_inherits where inhparent = 'shop.log'::regclass and inhrelid <> 'shop.log__default'::regclass loop
      execute 'drop table ' || part;
    end loop; end $$`)
  await client.query(
    `insert into shop.log (at, body) values (now(), 'today'), (now() + interval '1 year', 'far')`,
  )
  expect(await one('select count(*) from shop.log__default')).toBe(2)
  await keep('shop.log')
  expect(await one('select body from shop.log__default')).toBe('far')
  expect(await one(`select count(*) = 2 and sum(size) = 8 from shop.log`)).toBe(true)
})

test('rows that are kept for ever get partitions as far back as they go', async () => {
  await client.query(`insert into shop.diary values (current_date - 100, 'old'), (current_date, 'new')`)
  await keep('shop.diary')
  expect(await one('select count(*) from shop.diary__default')).toBe(0)
  expect(await one('select count(*) from shop.diary')).toBe(2)
})

test('hours of a clock on a wall have partitions of that clock', async () => {
  await client.query(`insert into shop.shifts values (now() at time zone 'Europe/Oslo', 'now')`)
  expect(await one('select count(*) from shop.shifts__default')).toBe(0)
})

test('readers never queue behind a run that waits for one of them', async () => {
  const reader = await database.connect()
  const other = await database.connect()
  await client.query(
    `drop table ${(await names('shop.log'))
      .filter((name) => name !== 'log__default')
      .map((name) => `shop.${name}`)
      .at(-1)}`,
  )
  await reader.query('begin; select count(*) from shop.log')
  const run = keep('shop.log')
  for (let round = 0; round < 5; round++) {
    const began = performance.now()
    await other.query('select count(*) from shop.log')
    expect(performance.now() - began).toBeLessThan(2000)
  }
  await reader.query('commit')
  await run
  expect(await one('show lock_timeout')).toBe('0')
})

describe('the doctor', () => {
  const findings = async () => {
    const checks = await runDoctor(client, release)
    return checks.filter(({ check }) => check === 'partitions')
  }
  test('is content with tables that have what they need', async () => {
    expect(await findings()).toMatchObject([{ state: 'ok' }])
  })
  test('names rows in the default partition, and partitions that are not made ahead', async () => {
    await client.query(`insert into shop.log (at, body) values (now() + interval '1 year', 'far')`)
    await client.query(
      `drop table ${(await names('shop.shifts'))
        .filter((name) => name !== 'shifts__default')
        .map((name) => `shop.${name}`)
        .join(', ')}`,
    )
    expect((await findings()).map(({ what }) => what)).toEqual([
      expect.stringContaining('are in log__default'),
      expect.stringContaining('shop.shifts has no partition for the rows of the next hour'),
    ])
  })
})
