import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { onTerminal } from '../support/on-terminal.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('init asks on a terminal for what was not given, and writes what was answered', async () => {
  const folder = await temporaryFolder()
  const database = await testDatabase()
  const client = await database.connect()
  await client.query(
    'create table visits (visit_id bigint primary key, seen_at timestamptz not null, page text not null)',
  )
  const session = onTerminal(['init', 'shop'], folder, { DATABASE_URL: '' })
  await session.answer('Name of the project (shop): ', 'web-shop')
  await session.answer('Database, as postgres://…, or nothing for an example: ', database.connectionString)
  await session.answer('Whom do alerts tell (on-call@example.com): ', '')
  await session.answer('Deploy with CDK for Terraform, y or n (n): ', 'y')
  expect(await session.ended, session.shown()).toBe(0)
  expect(session.shown()).toContain(
    'web-shop: a view, a dashboard and an alert over visits, with 1 table in sources/.',
  )
  const read = (file: string) => readFile(join(folder, 'shop', file), 'utf8')
  expect(await read('sightline.config.ts')).toContain("name: 'web-shop'")
  expect(await read('sources/visits.ts')).toContain("source('visits'")
  expect(await read('alerts/nothing-new.ts')).toContain("email({ to: ['on-call@example.com'] })")
  expect(await read('cdktf.json')).toContain('stacks/main.ts')
})

test('init asks nothing that an option says, and an empty answer takes what is proposed', async () => {
  const folder = await temporaryFolder()
  const session = onTerminal(['init', '.', '--name', 'shop', '--email', 'me@example.com'], folder, {
    DATABASE_URL: '',
  })
  await session.answer('or nothing for an example: ', '')
  await session.answer('y or n (n): ', '')
  expect(await session.ended, session.shown()).toBe(0)
  expect(session.shown()).not.toContain('Name of the project')
  expect(session.shown()).not.toContain('Whom do alerts tell')
  expect(session.shown()).toMatch(/Next:\n {2}npm install\n/)
})
