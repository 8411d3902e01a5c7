import { buildRelease, createSources, deployFresh, loadSample } from 'sightline/engine'
import { expect, it } from 'vitest'
import project from '../../sightline.config.ts'
import { testDatabase } from '../support/database.ts'
import { runSightline } from '../support/run-sightline.ts'

it('sightline tune shows the slowest of all that is asked, and the indexes that help', async () => {
  const { code, stdout, stderr } = await runSightline(['tune', '--scale', '0.2', '--slowest', '3'])
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/^ *MS {2}KIND +QUERY +SPENT ON/)
  expect(stdout).toMatch(/\d+ (?:index|indexes) tried/)
}, 90_000)

it('with --database it measures on the rows there, which it only reads, and tries nothing', async () => {
  const database = await testDatabase()
  const client = await database.connect()
  const release = buildRelease(project)
  await createSources(client, release.sources)
  await loadSample(client, project, { now: new Date(), scale: 0.1, seed: 1 })
  await deployFresh(client, release)
  await client.query(`alter database ${database.name} set default_transaction_read_only = on`)
  const { code, stdout, stderr } = await runSightline([
    'tune',
    '--json',
    '--database',
    database.connectionString,
  ])
  expect(code, stderr).toBe(0)
  const { queries, indexes } = JSON.parse(stdout)
  expect(queries.length).toBeGreaterThan(20)
  expect(queries.filter(({ error }: { error?: string }) => error !== undefined)).toEqual([])
  expect(indexes).toEqual([])
}, 60_000)
