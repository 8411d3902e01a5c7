import { buildRelease, createSources, loadSample } from 'sightline/engine'
import { beforeAll, expect, it } from 'vitest'
import project from '../../sightline.config.ts'
import { testDatabase } from '../support/database.ts'
import { runSightline } from '../support/run-sightline.ts'

let url = ''

beforeAll(async () => {
  const database = await testDatabase()
  const client = await database.connect()
  await createSources(client, buildRelease(project).sources)
  await loadSample(client, project, { now: new Date(), scale: 0.2, seed: 1 })
  url = database.connectionString
})

it('a backtest of rules on a database shows a picture, firings and other limits', async () => {
  const args = ['alerts', 'backtest', 'failures', '--from', 'now-2d', '--database', url]
  const { code, stdout, stderr } = await runSightline(args)
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/^Video Generation Failures would /)
  expect(stdout).toContain('█ fires ▒ waits ! fails')
  expect(stdout).toMatch(/0\.1 \(now\) +\d+ +\d+\.\d/)
  for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(100)
})

it('a machine gets every evaluation', async () => {
  const args = ['alerts', 'backtest', 'error rate', '--from', 'now-1h', '--database', url, '--json']
  const { code, stdout, stderr } = await runSightline(args)
  expect(code, stderr).toBe(0)
  const [test] = JSON.parse(stdout)
  expect(test).toMatchObject({ rule: 'High Error Rate', every: '5m', exact: true })
  expect(test.moments.length).toBe(test.evaluations)
})

it('the noise of all rules is a table', async () => {
  const { stdout } = await runSightline(['alerts', 'noise', '--from', 'now-3h', '--database', url])
  for (const name of ['High Error Rate', 'YouTube Quota Critical', 'Revenue Target Miss'])
    expect(stdout).toContain(name)
})

it('a rule that the project does not have is refused', async () => {
  const { code, stderr } = await runSightline(['alerts', 'backtest', 'nothing', '--database', url])
  expect(code).toBe(2)
  expect(stderr).toContain('No alert rule has this in its name.')
})
