import type pg from 'pg'
import { type DesiredSchedule, planSchedules, scheduleStatus } from 'sightline/engine'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { EmbeddedServer } from '../../toolkit/embedded/embedded-server.ts'
import { createClient } from '../../toolkit/postgres/client.ts'
import { withClient } from '../../toolkit/postgres/with-client.ts'
import { testDatabase } from '../support/database.ts'
import { debianPostgres } from '../support/debian-postgres.ts'

const hourly = { name: 'hourly', cron: '0 * * * *', command: 'select 1', active: true }
const nightly = { name: 'nightly', cron: '0 3 * * *', command: "select 'it''s night'", active: true }

let server: EmbeddedServer
let client: pg.Client
beforeAll(async () => {
  server = await debianPostgres('jobs')
  await withClient(server.connectionString('postgres'), (admin) => admin.query('create database jobs'))
  client = createClient(server.connectionString('jobs'))
  await client.connect()
  await client.query('create extension pg_cron')
})
afterAll(() => client.end())
beforeEach(() => client.query('select cron.unschedule(jobid) from cron.job'))

/** Plans, runs the statements, and plans again, which must be empty. */
async function converge(
  desired: readonly DesiredSchedule[],
  own: readonly string[] = [],
  by = client,
  others: readonly string[] = [],
) {
  const { available, changes } = await planSchedules(by, desired, { own, others })
  expect(available).toBe(true)
  for (const { statement } of changes) await by.query(statement)
  expect((await planSchedules(by, desired, { own, others })).changes).toEqual([])
  return changes.map(({ kind, name }) => `${kind} ${name}`)
}

async function jobs(): Promise<Record<string, unknown>[]> {
  const { rows } = await client.query(
    `select jobname, schedule, command, active, username from cron.job
     where jobname not like 'sightline-%' order by jobid`,
  )
  return rows
}

/** A role of its own that may use pg_cron, connected. */
async function asOther<T>(work: (other: pg.Client) => Promise<T>): Promise<T> {
  await client.query(
    `do $$ begin
       if not exists (select from pg_roles where rolname = 'other') then
         create role other login superuser password 'other';
       end if;
     end $$`,
  )
  const url = new URL(server.connectionString('jobs'))
  url.username = 'other'
  url.password = 'other'
  return withClient(url.href, work)
}

test('creates what is missing, and with it the purge of the history', async () => {
  expect(await converge([hourly, nightly])).toEqual([
    'create hourly',
    'create nightly',
    'create sightline-purge-job-history',
  ])
  expect(await jobs()).toEqual([
    { jobname: 'hourly', schedule: '0 * * * *', command: 'select 1', active: true, username: 'sightline' },
    {
      jobname: 'nightly',
      schedule: '0 3 * * *',
      command: "select 'it''s night'",
      active: true,
      username: 'sightline',
    },
  ])
})

test('nothing is scheduled where nothing is desired, not even the purge', async () => {
  expect(await converge([])).toEqual([])
})

test('changes the time and the command of the job that is there', async () => {
  await converge([hourly])
  expect(await converge([{ ...hourly, cron: '5 * * * *', command: 'select 2' }])).toEqual(['change hourly'])
  expect(await jobs()).toMatchObject([{ schedule: '5 * * * *', command: 'select 2' }])
})

test('pauses and resumes, also while it changes the time', async () => {
  await converge([hourly])
  expect(await converge([{ ...hourly, active: false }])).toEqual(['pause hourly'])
  expect(await jobs()).toMatchObject([{ active: false }])
  expect(await converge([hourly])).toEqual(['resume hourly'])
  expect(await converge([{ ...hourly, cron: '1 * * * *', active: false }])).toEqual(['change hourly'])
  expect(await jobs()).toMatchObject([{ schedule: '1 * * * *', active: false }])
})

test('creates a job that is paused from the beginning', async () => {
  await converge([{ ...hourly, active: false }])
  expect(await jobs()).toMatchObject([{ jobname: 'hourly', active: false }])
})

test('removes what an earlier release scheduled and what has our prefix, and nothing else', async () => {
  await client.query("select cron.schedule('somebody-elses', '0 0 * * *', 'select 3')")
  await client.query("select cron.schedule('sightline-forgotten', '0 0 * * *', 'select 4')")
  await converge([hourly, nightly], ['hourly', 'nightly'])
  expect(await converge([nightly], ['hourly', 'nightly'])).toEqual(['remove hourly'])
  expect((await jobs()).map(({ jobname }) => jobname)).toEqual(['somebody-elses', 'nightly'])
  expect(await converge([], ['nightly'])).toEqual(['remove nightly', 'remove sightline-purge-job-history'])
})

test('a deploy under another role changes the job of the first, and duplicates nothing', async () => {
  await converge([hourly])
  const changes = await asOther((other) => converge([{ ...hourly, cron: '9 * * * *' }], [], other))
  expect(changes).toEqual(['change hourly'])
  expect(await jobs()).toMatchObject([{ schedule: '9 * * * *', username: 'sightline' }])
  expect(await asOther((other) => converge([], ['hourly'], other))).toContain('remove hourly')
})

test('a job that no release scheduled is named with its owner before it becomes the project’s', async () => {
  await asOther((other) => other.query(`select cron.schedule('hourly', '5 5 * * *', 'select 2')`))
  const { takenOver } = await planSchedules(client, [hourly, nightly])
  expect(takenOver).toEqual([
    {
      name: 'hourly',
      message: expect.stringMatching(/the job hourly, .* runs as other.*: destroy removes it/),
    },
  ])
  await client.query(`select cron.schedule('hourly', '0 * * * *', 'select 1')`)
  const beside = await planSchedules(client, [hourly], { own: ['hourly'], others: [] })
  expect(beside.takenOver).toEqual([
    { name: 'hourly', message: expect.stringContaining('the job hourly of the role other is removed') },
  ])
})

test('of two jobs with one name, under two roles, one is left', async () => {
  await converge([hourly])
  await asOther((other) => other.query("select cron.schedule('hourly', '0 * * * *', 'select 1')"))
  expect(await converge([hourly])).toEqual(['remove hourly'])
  expect(await jobs()).toMatchObject([{ username: 'sightline' }])
})

const anywhere = async () =>
  (await client.query('select jobname, database, username, command from cron.job order by jobid')).rows

test('a job of this role in another database keeps its name, and the deploy is refused', async () => {
  await client.query("select cron.schedule_in_database('hourly', '0 * * * *', 'select 9', 'postgres')")
  const before = await anywhere()
  const { changes, conflicts } = await planSchedules(client, [hourly])
  expect(changes.filter(({ name }) => name === 'hourly')).toEqual([])
  expect(conflicts).toMatchObject([
    { name: 'hourly', message: expect.stringContaining('has a job hourly in the database postgres') },
  ])
  expect(await converge([], ['hourly'])).toEqual([])
  expect(await anywhere()).toEqual(before)
})

test('a job of another role in another database is left alone beside ours', async () => {
  await asOther((other) =>
    other.query("select cron.schedule_in_database('hourly', '0 * * * *', 'select 9', 'postgres')"),
  )
  const [theirs] = await anywhere()
  expect(await converge([hourly])).toContain('create hourly')
  expect(await converge([], ['hourly'])).toContain('remove hourly')
  expect(await anywhere()).toEqual([theirs])
})

test('a job of another project in this database is left alone, and so is the purge that it needs', async () => {
  await converge([hourly])
  const { conflicts } = await planSchedules(client, [hourly], { own: [], others: ['hourly'] })
  expect(conflicts).toMatchObject([{ message: expect.stringContaining('belongs to another project') }])
  await converge([nightly], [], client, ['hourly'])
  expect(await converge([], ['nightly'], client, ['hourly'])).toEqual(['remove nightly'])
  expect((await anywhere()).map(({ jobname }) => jobname)).toEqual(['hourly', 'sightline-purge-job-history'])
})

test('a run that never connected is as old as the run after it: it is counted for a week and purged', async () => {
  await converge([hourly])
  const [purge] = (await anywhere()).filter(({ jobname }) => jobname === 'sightline-purge-job-history')
  await client.query(
    `delete from cron.job_run_details;
     insert into cron.job_run_details (jobid, runid, database, username, command, status, start_time)
     select jobid, runid, 'jobs', current_user, 'select 1', status, now() - age::interval
     from cron.job, (values (1, 'failed', null), (2, 'succeeded', '20 days'), (3, 'failed', null),
       (4, 'succeeded', '10 days'), (5, 'failed', null), (6, 'succeeded', '2 days'), (7, 'failed', null)
     ) run (runid, status, age) where jobname = 'hourly'`,
  )
  const {
    jobs: [status],
  } = await scheduleStatus(client, [hourly])
  expect(status).toMatchObject({ outcome: 'failed', failuresIn7Days: 2 })
  await client.query(purge.command)
  const { rows } = await client.query('select runid from cron.job_run_details order by 1')
  expect(rows.map(({ runid }) => runid)).toEqual([3, 4, 5, 6, 7])
})

test('the purge removes runs of more than 14 days ago, and leaves later ones', async () => {
  await converge([hourly])
  await client.query(
    `insert into cron.job_run_details (jobid, runid, database, username, command, status, start_time, end_time)
     select 0, days, 'jobs', current_user, 'select 1', 'succeeded', now() - days * interval '1 day', null
     from unnest(array[1, 13, 15, 400]) days`,
  )
  const { rows } = await client.query(
    "select command from cron.job where jobname = 'sightline-purge-job-history'",
  )
  await client.query(rows[0].command)
  const left = await client.query('select runid from cron.job_run_details where jobid = 0 order by 1')
  expect(left.rows).toEqual([{ runid: 1 }, { runid: 13 }])
})

test('without pg_cron there is nothing to plan, and it says so', async () => {
  const database = await testDatabase()
  const plain = await database.connect()
  expect(await planSchedules(plain, [hourly])).toEqual({
    available: false,
    changes: [],
    conflicts: [],
    takenOver: [],
  })
})
