import { buildRelease, createSources, deployFresh, loadSample } from 'sightline/engine'
import { expect, it } from 'vitest'
import project from '../../sightline.config.ts'
import { testDatabase } from '../support/database.ts'
import { runSightline } from '../support/run-sightline.ts'

it('sightline audit shows no faults on sound data, and the faults with what to do on other data', async () => {
  const release = buildRelease(project)
  const database = await testDatabase()
  const client = await database.connect()
  await createSources(client, release.sources)
  await loadSample(client, project, { now: new Date(), scale: 0.1, seed: 1 })
  await deployFresh(client, release)
  const audit = ['audit', '--database', database.connectionString]
  const sound = await runSightline(audit)
  expect(sound.code, sound.stdout + sound.stderr).toBe(0)
  expect(sound.stdout).toContain('4 checks, no faults')
  await client.query(
    `update expenses set amount = -1 where expense_id = (select min(expense_id) from expenses)`,
  )
  const faulty = await runSightline(audit)
  expect(faulty.code).toBe(1)
  expect(faulty.stdout).toMatch(/negative-money +1 /)
  expect(faulty.stdout).toContain('source_column = expenses.amount')
  expect(faulty.stdout).toContain('next:  Correct the amount at its source')
  const machine = await runSightline([...audit, '--json'])
  expect(JSON.parse(machine.stdout)).toHaveLength(4)
}, 60_000)
