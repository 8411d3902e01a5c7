import type pg from 'pg'
import { type DesiredSchedule, type ScheduleRun, startWorker, type Worker } from 'sightline/engine'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { queueSchedule } from '../support/queue-schedule.ts'

const never = '0 0 29 2 *'
const job = (name: string, command: string): DesiredSchedule => ({ name, cron: never, command, active: true })
const schedules = [
  job('count', "insert into hits (name) values ('count'); select pg_sleep(0.2)"),
  job('fails', 'select 1 / 0'),
  job('dies', 'select pg_terminate_backend(pg_backend_pid())'),
  job('slow', "insert into hits (name) values ('slow'); select pg_sleep(1)"),
]

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  client = await database.connect()
  await client.query('create table hits (name text, at timestamptz default clock_timestamp())')
})

let workers: Worker[] = []
beforeEach(() => {
  workers = []
})
afterEach(() => Promise.all(workers.map((worker) => worker.stop())))

const runs: ScheduleRun[] = []
const problems: string[] = []
async function start(): Promise<Worker> {
  const worker = await startWorker(database.connectionString, {
    schedules,
    onRun: (run) => runs.push(run),
    onProblem: (message) => problems.push(message),
    deadAfterSeconds: 1,
  })
  workers.push(worker)
  return worker
}

async function recorded(name: string): Promise<Record<string, unknown>[]> {
  const { rows } = await client.query(
    'select name, outcome, duration_ms, message from sightline.schedule_run where name = $1 order by run_id',
    [name],
  )
  return rows
}

const finished = (name: string, count: number) =>
  expect
    .poll(async () => (await recorded(name)).filter(({ outcome }) => outcome !== 'running').length, {
      timeout: 10_000,
      interval: 50,
    })
    .toBe(count)

test('two workers that start at the same time run one schedule once at a time', async () => {
  await Promise.all([start(), start()])
  for (let index = 0; index < 6; index++) await queueSchedule(client, 'count')
  await finished('count', 6)
  const { rows } = await client.query(
    `select count(*) as overlaps from sightline.schedule_run a join sightline.schedule_run b
       on a.name = b.name and a.run_id < b.run_id
       and b.started_at < a.started_at + a.duration_ms * interval '1 millisecond'`,
  )
  expect(rows).toEqual([{ overlaps: 0 }])
  expect((await client.query("select from hits where name = 'count'")).rowCount).toBe(6)
  expect(problems).toEqual([])
})

describe('a job that fails', () => {
  test('is recorded with its reason, and is not tried again before its time', async () => {
    await start()
    await queueSchedule(client, 'fails')
    await finished('fails', 1)
    expect(await recorded('fails')).toMatchObject([{ outcome: 'failed', message: 'division by zero' }])
    await expect
      .poll(() => runs)
      .toContainEqual(expect.objectContaining({ name: 'fails', outcome: 'failed' }))
    await expect.poll(async () => (await client.query('select from graphile_worker.jobs')).rowCount).toBe(0)
  })

  test('is recorded also where its connection was ended', async () => {
    await start()
    await queueSchedule(client, 'dies')
    await finished('dies', 1)
    expect(await recorded('dies')).toMatchObject([
      { outcome: 'failed', message: expect.stringContaining('terminating connection') },
    ])
  })
})

/** Locks that every role may take, and so keep a worker waiting. */
async function heldByAnybody(): Promise<number | null> {
  const { rowCount } = await client.query(
    `select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
  )
  return rowCount
}

test('stopping waits for the running job, whose lock no other role could take', async () => {
  const worker = await start()
  await queueSchedule(client, 'slow')
  await expect.poll(() => recorded('slow'), { interval: 20 }).toHaveLength(1)
  expect(await heldByAnybody()).toBe(0)
  workers = []
  await worker.stop()
  expect(await recorded('slow')).toMatchObject([{ outcome: 'succeeded' }])
})

test('what has run for more than 14 days is forgotten', async () => {
  await start()
  await client.query(
    `insert into sightline.schedule_run (name, started_at, worker, outcome)
     values ('old', now() - interval '15 days', '', 'failed'), ('old', now() - interval '13 days', '', 'failed')`,
  )
  await queueSchedule(client, 'fails')
  await finished('fails', 2)
  await expect.poll(() => recorded('old')).toHaveLength(1)
})
