import { refreshViews } from 'sightline/engine'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refreshCall } from '../../toolkit/kinds/incremental-view/incremental-parts.ts'
import { copyRows } from '../../toolkit/postgres/copy-rows.ts'
import { relationName } from '../../toolkit/sql/relation-name.ts'
import { allNiches, channelTotals, nicheChannels, media as project } from './media.ts'
import { type MediaDatabase, mediaDatabase, start, storageOf } from './media-database.ts'

let media: MediaDatabase
beforeAll(async () => {
  media = await mediaDatabase()
})

const totals = storageOf(channelTotals)
const hours = (count: number) => new Date(start.getTime() + count * 3_600_000).toISOString()

const changes: readonly (readonly [string, string])[] = [
  ['a changed number', 'update videos set views = 1000 where video_id = 3'],
  ['a row that comes', `insert into videos values (500, 'c6', '2026-03-14T01:00Z', 7)`],
  ['rows that go', 'delete from videos where video_id < 30'],
  ['a row that comes to another key', `update videos set channel_id = 'c6' where video_id = 4`],
  ['a key that leads elsewhere', `update channels set niche = 'n9' where channel_id = 'c1'`],
  ['a key that comes', `insert into channels values ('c7', 'n7', null)`],
  ['a key that goes', `delete from channels where channel_id = 'c2'`],
  ['a row that comes to another day', `update videos set published_at = '2026-03-10Z' where video_id = 1`],
  ['a row that leaves the window', `update videos set published_at = '2025-01-01Z' where video_id = 1`],
  ['a row that loses its time', 'update videos set published_at = null where video_id = 1'],
  ['every row at once', 'update videos set views = views + 1'],
  ['a relation that is emptied', 'truncate videos'],
  [
    'rows that go with what they refer to',
    `alter table videos add foreign key (channel_id) references channels on delete cascade; delete from channels where channel_id = 'c2'`,
  ],
  [
    'keys that change with what they refer to',
    `alter table videos add foreign key (channel_id) references channels on update cascade; update channels set channel_id = 'c9' where channel_id = 'c3'`,
  ],
  [
    'rows that are merged',
    `merge into videos v using (values (1, 'c6'), (900, 'c6')) as n (id, channel) on v.video_id = n.id
     when matched then update set channel_id = n.channel when not matched then insert values (n.id, n.channel, '2026-03-14T01:00Z', 7)`,
  ],
  [
    'rows that replication writes, or a session whose triggers are off',
    `set local session_replication_role = replica; update videos set views = 1000 where video_id = 3; delete from videos where video_id = 4; set local session_replication_role = origin`,
  ],
  [
    'rows that are written while triggers are disabled, and enabled again',
    `alter table videos disable trigger user; update videos set views = 1000 where video_id = 3; alter table videos enable trigger user`,
  ],
  [
    'rows of a table that inherits from the relation',
    `create table more_videos () inherits (videos); insert into more_videos values (950, 'c3', '2026-03-13T01:00Z', 999)`,
  ],
  [
    'a relation that is emptied where its triggers are off',
    `alter table videos disable trigger user; truncate videos; alter table videos enable trigger user`,
  ],
  ['a key that loses all rows', `delete from videos where channel_id = 'c3'`],
]

describe('in one transaction', () => {
  beforeEach(() => media.client.query('begin'))
  afterEach(() => media.client.query('rollback'))

  test.each(changes)('%s is taken in by the next refresh', async (_, change) => {
    await media.client.query(change)
    expect(await media.differences()).not.toEqual([])
    expect(await media.refresh()).toEqual([])
  })

  test.each([
    ['rows that are published as time goes by', 12],
    ['rows that become older than the windows', 24 * 29],
    ['the day that begins', 13],
    ['a clock that goes back', -24 * 5],
  ])('%s are taken in without a change', async (_, later) => {
    await media.client.query(`select set_config('sightline.now', $1, false)`, [hours(later)])
    expect(await media.differences()).not.toEqual([])
    expect(await media.refresh()).toEqual([])
  })

  test.each([
    ['disabled', (name: string) => `alter table videos disable trigger ${name}`],
    ['dropped', (name: string) => `drop trigger ${name} on videos`],
    ['left to replicas', (name: string) => `alter table videos enable replica trigger ${name}`],
  ])('a trigger that somebody has %s costs no change: everything is worked out', async (_, statement) => {
    const { rows } = await media.client.query<{ name: string }>(
      `select quote_ident(tgname) as name from pg_trigger where tgrelid = 'videos'::regclass and tgname ~ '__update$'`,
    )
    for (const { name } of rows) await media.client.query(statement(name))
    await media.client.query('update videos set views = 1000 where video_id = 3')
    expect(await media.differences()).not.toEqual([])
    expect(await media.refresh()).toEqual([])
  })

  test('a refresh writes only rows that become others', async () => {
    const places = async () =>
      (await media.client.query(`select ctid::text, channel_id from ${totals} order by 2`)).rows
    const before = await places()
    await media.client.query(`update videos set views = 77 where video_id in (2, 3)`)
    await media.client.query(`update videos set title = 'Another' where video_id = 4`)
    const { rows } = await media.client.query(`select ${refreshCall(totals)} as changed`)
    expect(rows).toEqual([{ changed: 2 }])
    const after = await places()
    expect(after.filter((row, index) => row.ctid !== before[index].ctid)).toHaveLength(2)
  })

  test('a column that a view is not made of may change as it will: nothing is noted', async () => {
    await media.client.query(
      `update videos set title = 'Another', views = views; update channels set niche = niche`,
    )
    const { rows } = await media.client.query<{ log: string }>(
      `select oid::regclass::text as log from pg_class where relname like '%\\_\\_changes\\_%'`,
    )
    for (const { log } of rows) expect((await media.client.query(`select from ${log}`)).rowCount).toBe(0)
    expect(rows.length).toBeGreaterThan(5)
    expect(await media.refresh()).toEqual([])
  })

  test('rows that are copied in are taken in by the next refresh', async () => {
    const rows = [{ video_id: 901, channel_id: 'c3', published_at: new Date('2026-03-14T01:00Z'), views: 7 }]
    await copyRows(media.client, relationName('videos'), rows)
    expect(await media.differences()).not.toEqual([])
    expect(await media.refresh()).toEqual([])
  })

  test('a change that is rolled back leads to nothing', async () => {
    await media.client.query('savepoint change; update videos set views = 0; rollback to savepoint change')
    const { rows } = await media.client.query(`select ${refreshCall(totals)} as changed`)
    expect(rows).toEqual([{ changed: 0 }])
  })
})

test('a writer whose transaction ends after a refresh is taken in by the next one', async () => {
  const writer = await media.connect()
  await writer.query('begin; update videos set views = 5000 where video_id = 9')
  await media.client.query(`update videos set views = 4000 where video_id = 10`)
  expect(await media.refresh()).toEqual([])
  await writer.query('commit')
  expect(await media.differences()).not.toEqual([])
  expect(await media.refresh()).toEqual([])
})

test('a relation that is emptied while a refresh runs is taken in by the next one', async () => {
  const refresher = await media.connect()
  const writer = await media.connect()
  await refresher.query(`begin; select as_of from ${totals}__state for update`)
  await writer.query('truncate videos')
  await refresher.query(`select ${refreshCall(totals)}; commit`)
  expect(await media.refresh()).toEqual([])
})

test('two refreshes at once wait for each other, and people read on', async () => {
  const [one, other, reader] = [await media.connect(), await media.connect(), await media.connect()]
  await media.client.query('update videos set views = views * 2')
  await one.query(`begin; select ${refreshCall(totals)}`)
  const second = other.query(`select ${refreshCall(totals)} as changed`)
  expect((await reader.query(`select from ${channelTotals.name}`)).rowCount).toBe(6)
  await one.query('commit')
  expect((await second).rows).toEqual([{ changed: 0 }])
  expect(await media.refresh()).toEqual([])
})

test('a refresh that is broken off takes nothing', async () => {
  await media.client.query('update videos set views = 1 where video_id = 8')
  await media.client.query(`begin; select ${refreshCall(totals)}; rollback`)
  expect(await media.refresh()).toEqual([])
})

test('working out everything puts right what somebody changed in the rows', async () => {
  await media.client.query(`update ${totals} set views = 1; delete from ${totals} where channel_id = 'c2'`)
  expect(await media.refresh()).not.toEqual([])
  await media.client.query(`select ${refreshCall(totals, true)}`)
  expect(await media.refresh()).toEqual([])
})

test('working out a view entirely begins with those that it is made of', async () => {
  await media.client.query(`update ${totals} set views = 1`)
  const options = { name: allNiches.name, entirely: true, onStep: () => {} }
  const refreshed = await refreshViews(media.client, project, options)
  expect(refreshed.map(({ view }) => view)).toEqual(
    [channelTotals, nicheChannels, allNiches].map(({ name }) => name),
  )
  expect(await media.differences()).toEqual([])
})

test('whoever writes to the relation needs no rights on what is noted', async () => {
  await media.client.query(`
    drop role if exists incremental_writer; create role incremental_writer;
    grant select, update on videos to incremental_writer;
    set role incremental_writer; update videos set views = 3 where video_id = 2; reset role;
    drop owned by incremental_writer; drop role incremental_writer`)
  expect(await media.refresh()).toEqual([])
})

describe('of a table in partitions', () => {
  let parted: MediaDatabase
  beforeAll(async () => {
    parted = await mediaDatabase(`
      alter table videos rename to videos_plain;
      create table public.videos (like videos_plain) partition by range (video_id);
      create table public.videos_low partition of videos for values from (minvalue) to (40);
      create table public.videos_high partition of videos for values from (40) to (5000);
      create table public.videos_next partition of videos for values from (5000) to (6000);
      drop table videos_plain`)
  })
  test.each([
    ['by way of the table', `insert into videos values (700, 'c6', '2026-03-14T01:00Z', 7)`],
    ['into a partition itself', `insert into videos_high values (701, 'c6', '2026-03-14T01:00Z', 7)`],
    ['in a partition itself', 'update videos_low set views = views + 7'],
    ['out of a partition itself', 'delete from videos_low where video_id = 3'],
    [
      'from one partition to another',
      `update videos set video_id = 3003, channel_id = 'c4' where video_id = 5`,
    ],
    [
      'into a partition that was empty',
      `insert into videos_next values (5001, 'c6', '2026-03-14T01:00Z', 7)`,
    ],
    [
      'with a partition that is attached',
      `create table public.videos_more (like videos); insert into videos_more values (6001, 'c6', '2026-03-14T01:00Z', 7);
       alter table videos attach partition videos_more for values from (6000) to (7000)`,
    ],
    ['with a partition that is emptied', 'truncate videos_more'],
    ['with a partition that is detached', 'alter table videos detach partition videos_low'],
    ['with a partition that is dropped', 'drop table videos_high'],
  ])('what comes and goes %s is taken in by the next refresh', async (_, change) => {
    await parted.client.query(change)
    expect(await parted.differences()).not.toEqual([])
    expect(await parted.refresh()).toEqual([])
  })
})
