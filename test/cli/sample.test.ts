import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { runSightline } from '../support/run-sightline.ts'

test('an empty database is filled with the sample, and one that has rows is left alone', {
  timeout: 60_000,
}, async () => {
  const { connectionString, connect } = await testDatabase()
  const sample = (...args: string[]) => runSightline(['sample', '--database', connectionString, ...args])
  expect(await sample('--scale', '0.05')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^ytempire: [\d,]+ sample rows, /),
  })
  const client = await connect()
  const count = async () => (await client.query('select count(*)::int as n from videos')).rows[0]
  const before = await count()
  expect(await sample()).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('A source table has rows, which the sample would replace'),
  })
  expect(await count()).toEqual(before)
})
