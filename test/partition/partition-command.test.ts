import { beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { runSightline } from '../support/run-sightline.ts'
import { busyTable } from './busy-table.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await (await database.connect()).query(busyTable)
})

const run = (...args: string[]) =>
  runSightline([
    'partition',
    'shop.orders',
    '--config',
    'test/partition/sightline.config.ts',
    '--database',
    database.connectionString,
    ...args,
  ])

test('a table is shown its way, goes it, and comes back', async () => {
  const refused = await run('--yes')
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--widen-key makes it (id, placed_at)'),
  })
  const shown = await run('--every', 'day', '--widen-key', '--dry-run')
  expect(shown.stdout).toContain('validate constraint')
  const done = await run('--every', 'day', '--widen-key', '--yes', '--json')
  expect(JSON.parse(done.stdout)).toMatchObject({
    outcome: 'done',
    state: { column: 'placed_at', every: 'day' },
  })
  const back = await run('--undo', '--yes')
  expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining('shop.orders: done') })
})

test('nobody to ask is told so before anything is done', async () => {
  expect(await run()).toMatchObject({ code: 2, stderr: expect.stringContaining('--dry-run') })
})
