import type pg from 'pg'
import { desiredSchedules, startWorker } from 'sightline/engine'
import { beforeAll, expect, test } from 'vitest'
import project from '../fixtures/schedules/sightline.config.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { queueSchedule } from '../support/queue-schedule.ts'
import { startSightline } from '../support/run-sightline.ts'

const config = ['--config', 'test/fixtures/schedules/sightline.config.ts']

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  client = await database.connect()
})

async function startedWorker() {
  const worker = startSightline(['worker', ...config, '--database', database.connectionString])
  await expect.poll(worker.output, { timeout: 15_000, interval: 50 }).toContain('until Ctrl-C')
  return worker
}

async function runs(): Promise<unknown[]> {
  const { rows } = await client.query(
    'select name, outcome, message from sightline.schedule_run order by run_id',
  )
  return rows
}

test('a worker that is told to end does so after the running job', async () => {
  const worker = await startedWorker()
  expect(worker.output()).toContain('Running 2 of 3 schedules')
  await queueSchedule(client, 'nap')
  await expect.poll(runs, { interval: 20 }).toHaveLength(1)
  worker.child.kill('SIGTERM')
  const { code, stdout } = await worker.outcome
  expect(code).toBe(0)
  expect(stdout).toMatch(/nap {2}succeeded after 1\d\d\d ms/)
  expect(await runs()).toEqual([{ name: 'nap', outcome: 'succeeded', message: null }])
})

test('the job of a worker that was killed is run again by another', async () => {
  await client.query('truncate sightline.schedule_run')
  const worker = await startedWorker()
  await queueSchedule(client, 'nap')
  await expect.poll(runs, { interval: 20 }).toHaveLength(1)
  worker.child.kill('SIGKILL')
  await worker.outcome
  const another = await startWorker(database.connectionString, {
    schedules: desiredSchedules(project),
    onRun: () => {},
    onProblem: () => {},
    deadAfterSeconds: 1,
  })
  await expect.poll(runs, { interval: 100 }).toEqual([
    { name: 'nap', outcome: 'failed', message: 'The worker ended before the job did.' },
    { name: 'nap', outcome: 'succeeded', message: null },
  ])
  await another.stop()
})

test('a worker that may send no mail says so and ends, whatever it had begun', async () => {
  const environment = { SMTP_URL: 'smtp://127.0.0.1:9', DATABASE_URL: database.connectionString }
  const { code, stderr } = await startSightline(['worker'], undefined, environment).outcome
  expect(code).toBe(2)
  expect(stderr).toContain('REPORTS_FROM')
})
