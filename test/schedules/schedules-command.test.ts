import { createClient, desiredSchedules, planSchedules, startWorker, withClient } from 'sightline/engine'
import { expect, test } from 'vitest'
import project from '../fixtures/schedules/sightline.config.ts'
import { testDatabase } from '../support/database.ts'
import { debianPostgres } from '../support/debian-postgres.ts'
import { type Outcome, runSightline } from '../support/run-sightline.ts'

const config = ['--config', 'test/fixtures/schedules/sightline.config.ts']

async function schedules(url: string, ...args: string[]): Promise<Outcome> {
  const outcome = await runSightline(['schedules', ...config, '--database', url, ...args])
  return { ...outcome, stdout: outcome.stdout.replaceAll(/\d\d-\d\d \d\d:\d\d/g, 'MM-DD hh:mm') }
}

test('without a worker every job is missing', async () => {
  const database = await testDatabase()
  const { code, stdout } = await schedules(database.connectionString)
  expect(code).toBe(1)
  expect(stdout).toContain('nap     0 0 29 2 *   missing')
  expect(stdout).toContain('no `sightline worker` is running')
})

test('a role that may not look is told so, without a stack', async () => {
  const database = await testDatabase()
  const client = await database.connect()
  const role = `looker_${database.name.slice(5, 21)}`
  await client.query(`create role ${role} login password 'looker'; create schema sightline`)
  const url = Object.assign(new URL(database.connectionString), { username: role, password: 'looker' })
  const { code, stderr } = await schedules(url.href)
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('permission denied for schema'),
  })
  expect(stderr).not.toMatch(/\n\s+at |:looker/)
  await client.query(`drop role ${role}`)
})

test('with a worker, the table shows what it has recorded', async () => {
  const database = await testDatabase()
  const worker = await startWorker(database.connectionString, {
    schedules: desiredSchedules(project),
    onRun: () => {},
    onProblem: () => {},
  })
  const client = await database.connect()
  await client.query(
    `insert into sightline.schedule_run (name, started_at, duration_ms, outcome, message, worker) values
       ('nap', now() - interval '8 days', 1, 'failed', 'too old to count', ''),
       ('nap', now() - interval '2 days', 1, 'failed', 'no more', ''),
       ('nap', now() - interval '1 hour', 1500, 'succeeded', null, ''),
       ('fails', now() - interval '1 hour', 3, 'failed', 'division by zero', '')`,
  )
  const { code, stdout } = await schedules(database.connectionString)
  const report = JSON.parse((await schedules(database.connectionString, '--json')).stdout)
  await worker.stop()
  expect(code).toBe(1)
  expect(stdout).toMatchInlineSnapshot(`
    "JOB     CRON         STATE   LAST RUN      TOOK  RESULT  FAIL 7D  NEXT RUN
    ──────  ───────────  ──────  ───────────  ─────  ──────  ───────  ───────────
    nap     0 0 29 2 *   active  MM-DD hh:mm  1.5 s  ok            1  MM-DD hh:mm
    fails   30 4 * * *   active  MM-DD hh:mm   3 ms  failed        1  MM-DD hh:mm
    paused  */5 * * * *  paused  –                   never         0  –

    fails  failed: division by zero
    Run by \`sightline worker\`.
    "
  `)
  expect(report).toMatchObject({ runner: 'worker', running: true, jobs: [{ failuresIn7Days: 1 }, {}, {}] })
})

test('with pg_cron, the table shows its jobs, and a worker refuses to run them too', async () => {
  const server = await debianPostgres('shop')
  await withClient(server.connectionString('postgres'), (admin) => admin.query('create database shop'))
  const url = server.connectionString('shop')
  const cron = createClient(url)
  await cron.connect()
  await cron.query('create extension pg_cron')
  const { changes } = await planSchedules(cron, desiredSchedules(project))
  for (const { statement } of changes) await cron.query(statement)
  await cron.query(
    `insert into cron.job_run_details (jobid, runid, status, return_message, start_time, end_time)
     select jobid, 1, 'failed', 'ERROR:  division by zero', now() - interval '2 s', now()
     from cron.job where jobname = 'fails'`,
  )
  await cron.query("select cron.unschedule(jobid) from cron.job where jobname = 'nap'")
  await cron.query("select cron.schedule('somebody-elses', '0 0 1 1 *', 'select 1')")
  await cron.end()
  const { code, stdout } = await schedules(url)
  expect(code).toBe(1)
  expect(stdout).toMatchInlineSnapshot(`
    "JOB                       CRON         STATE        LAST RUN      TOOK  RESULT  FAIL 7D  NEXT RUN
    ────────────────────────  ───────────  ───────────  ───────────  ─────  ──────  ───────  ───────────
    nap                       0 0 29 2 *   missing      –                   never         0  –
    fails                     30 4 * * *   active       MM-DD hh:mm  2.0 s  failed        1  MM-DD hh:mm
    paused                    */5 * * * *  paused       –                   never         0  –
    sightline-purge-job-his…  17 3 * * *   active       –                   never         0  MM-DD hh:mm
    somebody-elses            0 0 1 1 *    not defined  –                   never         0  MM-DD hh:mm

    nap  is defined, and nothing runs it.
    fails  failed: division by zero
    Run by pg_cron; a deploy puts missing jobs right.
    "
  `)
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  const refused = await runSightline(['worker', ...config, '--database', url])
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('pg_cron runs these schedules') })
})
