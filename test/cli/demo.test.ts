import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { withClient } from 'sightline/engine'
import { afterEach, expect, test } from 'vitest'
import { isRunning } from '../../toolkit/foundation/process-identity.ts'
import { projectCopy } from '../support/project-copy.ts'
import { runSightline, startSightline } from '../support/run-sightline.ts'

const { folder, config } = await projectCopy()
const demo = ['demo', '--config', config, '--scale', '0.5']
const started: ReturnType<typeof startSightline>[] = []
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL')
})

async function postgresPid(): Promise<number> {
  const content = await readFile(join(folder, '.sightline/postgres/data/postmaster.pid'), 'utf8').catch(
    () => '0',
  )
  return Number.parseInt(content, 10)
}

async function startDemo() {
  const run = startSightline(demo)
  started.push(run)
  await expect.poll(run.output, { timeout: 30_000 }).toContain('until Ctrl-C')
  const [url = ''] = /postgres:\/\/\S+/.exec(run.output()) ?? []
  return { ...run, url, pid: await postgresPid() }
}

test('the first run loads the sample, deploys everything and shows every number', async () => {
  const { code, stdout, stderr } = await runSightline([...demo, '--once'])
  expect(code).toBe(0)
  for (const panel of [
    'MRR',
    'Active Users',
    'Videos Today',
    'Revenue by Channel Tier',
    'API Response Time',
    'Top Performing Videos',
  ]) {
    expect(stdout).toContain(panel)
  }
  expect(stdout).toMatch(/MRR +\d+ +\$[\d.]+K? +[\d.]+\n/)
  expect(stdout).toMatch(/49 queries, all fine: .*rows of sample data/)
  expect(stderr).toContain('Loading sample data')
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  expect(await postgresPid()).toBe(0)
})

test('a second run reuses the database', async () => {
  const { code, stdout } = await runSightline([...demo, '--once'])
  expect(code).toBe(0)
  expect(stdout).toContain('database reused')
})

test('without --once the database stays up until Ctrl-C, which leaves no process behind', async () => {
  const { child, outcome, url, pid, output } = await startDemo()
  const { rows } = await withClient(url, (client) =>
    client.query('select count(*) as months from analytics.mrr_calculation'),
  )
  expect(rows[0].months).toBeGreaterThan(12)
  const [page = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(output()) ?? []
  expect(await (await fetch(`${page}/api/project`)).json()).toMatchObject({ name: 'ytempire', alerts: 4 })
  child.kill('SIGINT')
  expect((await outcome).code).toBe(0)
  expect(isRunning(pid)).toBe(false)
})

test('a demo whose Postgres is killed ends and says so', async () => {
  const { outcome, pid } = await startDemo()
  process.kill(pid, 'SIGKILL')
  const { code, stderr } = await outcome
  expect(code).toBe(2)
  expect(stderr).toContain('The embedded Postgres has ended')
})

test('a second demo at the same time is told who has the database', async () => {
  const { child } = await startDemo()
  const { code, stderr } = await runSightline([...demo, '--once'])
  expect(code).toBe(2)
  expect(stderr).toContain(`process ${child.pid}`)
})

test('a killed demo leaves a lock and a server, which the next one takes over', async () => {
  const { child, outcome, pid } = await startDemo()
  child.kill('SIGKILL')
  await outcome
  expect(isRunning(pid)).toBe(true)
  const { code, stdout } = await runSightline([...demo, '--once'])
  expect(code).toBe(0)
  expect(stdout).toContain('all fine')
  expect(isRunning(pid)).toBe(false)
})

test('a port that is taken is said, with what to do', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const { code, stderr } = await runSightline([...demo, '--once', '--port', port])
  server.close()
  expect(code).toBe(2)
  expect(stderr).toContain(`The port ${port} cannot be used`)
  expect(stderr).toContain('--port')
})
