import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { type ImportResult, importSources } from 'sightline/engine'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { repository, runSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let client: pg.Client
let url = ''
let folder = ''
let first: ImportResult
beforeAll(async () => {
  const database = await testDatabase()
  url = database.connectionString
  client = await database.connect()
  await client.query(await readFile(join(repository, 'test/fixtures/databases/app.sql'), 'utf8'))
  folder = await temporaryFolder()
  first = await importSources(client, { folder })
})

const read = (path: string) => readFile(join(folder, path), 'utf8')
const edit = async (path: string, from: string, to: string) => {
  const text = await read(path)
  expect(text).toContain(from)
  await writeFile(join(folder, path), text.replace(from, to))
}
const again = (check = false) => importSources(client, { folder, check })

test('every table becomes a source, and its rows are made', async () => {
  expect(first).toMatchObject({ tables: 5, types: 2, isFirst: true, wallClocks: 4, timeZone: 'UTC' })
  expect(await read('sources/memberships.ts')).toMatchInlineSnapshot(`
    "import { source } from 'sightline'
    import { text, uuid } from 'sightline/columns'

    export const memberships = source('app.memberships', {
      description: 'Rows of app.memberships; the database says no more of it.',
      primaryKey: ['organization_id', 'user_id'],
      foreignKeys: [
        { columns: ['organization_id', 'user_id'], references: 'app.users', to: ['organization_id', 'id'] },
      ],
      columns: {
        organization_id: uuid(),
        user_id: uuid(),
        role: text().check("(role = ANY (ARRAY['owner'::text, 'member'::text, 'guest'::text]))"),
      },
    })
    "
  `)
})

test('no value of a row leaves the database, but ranges of numbers and of times', async () => {
  const files = (await readdir(folder, { recursive: true })).filter((path) => /\.(ts|json)$/.test(path))
  expect(files.length).toBeGreaterThan(12)
  for (const path of files) expect(await read(path), path).not.toMatch(/secret|corp\.example|org-1/)
})

test('nothing is written again where nothing has changed', async () => {
  expect(await again()).toMatchObject({ isFirst: false, changes: [], files: [], kept: [] })
})

test('what the database changed comes into files that people have edited, and their edits stay', async () => {
  await edit('sources/users.ts', "description: 'People who sign in", "description: 'Everybody who signs in")
  await edit('sources/users.ts', 'export const users', '// Ask the identity team.\nexport const users')
  await edit(
    'sources/users.ts',
    'displayName: text().nullable(),',
    'displayName: text().nullable(), // as they write it',
  )
  await edit('sample/events.ts', "oneOf('30 minutes', '02:00:00', '1 day')", "oneOf('1 second')")
  await client.query(`
    alter table app.users add column locale varchar(5) not null default 'nb-NO';
    alter table app.users drop column last_seen_ip;
    alter table app.users alter "displayName" set not null;
    alter table app.events alter took type interval(3);
    alter type app.plan add value 'school';
    create table app.teams (id bigint primary key, organization_id uuid not null references app.organizations);
    drop table audit."order";
    comment on column app.users.created_at is 'When the account was made.'`)
  const { changes, kept } = await again()
  expect(changes).toEqual([
    {
      kind: 'changed',
      name: 'events.took',
      before: "column('interval').nullable()",
      after: "column('interval(3)').nullable()",
    },
    { kind: 'dropped', name: 'order' },
    { kind: 'added', name: 'teams', after: '2 columns' },
    {
      kind: 'changed',
      name: 'types.plan',
      before: "enumType('app.plan', ['free', 'team', 'company'])",
      after: "enumType('app.plan', ['free', 'team', 'company', 'school'])",
    },
    { kind: 'changed', name: 'users.displayName', before: 'text().nullable()', after: 'text()' },
    { kind: 'dropped', name: 'users.last_seen_ip', before: "column('inet').nullable()" },
    {
      kind: 'changed',
      name: 'users.created_at',
      before: "timestamp('UTC').default('now()')",
      after: "timestamp('UTC').default('now()') // When the account was made.",
    },
    { kind: 'added', name: 'users.locale', after: `varchar(5).default("'nb-NO'::character varying")` },
  ])
  expect(kept).toEqual(['sources/users.ts: displayName: text().nullable(), // as they write it'])
  const users = await read('sources/users.ts')
  expect(users).toContain('Everybody who signs in')
  expect(users).toContain('// Ask the identity team.')
  expect(users).toContain('    locale: varchar(5).default("\'nb-NO\'::character varying"),\n')
  expect(users).toMatch(
    /^import \{ extensionType, text, timestamp, uuid, varchar \} from 'sightline\/columns'\n/m,
  )
  expect(users).not.toContain('last_seen_ip')
  expect(await read('sample/events.ts')).toContain("took: oneOf('1 second'),")
  expect(await read('sources/index.ts')).toContain("import { teams } from './teams.ts'")
  await expect(read('sources/order.ts')).rejects.toThrow()
  expect(await again()).toMatchObject({ changes: [], files: [], kept: [] })
})

test('in CI it says whether the database is still as it was imported', async () => {
  const args = ['import', 'sources', '--check', '--database', url, '--folder', folder]
  expect(await runSightline(args)).toMatchObject({
    code: 0,
    stdout: '5 tables, 2 types: as they were imported.\n',
  })
  await client.query('alter table app.events add column note text')
  const { code, stdout } = await runSightline(args)
  expect(code).toBe(1)
  expect(stdout).toBe(
    'added    events.note  text().nullable()\n\n1 change; run `sightline import sources` to take over what changed.\n',
  )
  expect(await read('sources/events.ts')).not.toContain('note')
})

test('a table that a person took out of the project stays out', async () => {
  await rm(join(folder, 'sources/teams.ts'))
  await again()
  await expect(read('sources/teams.ts')).rejects.toThrow()
})

test('only the tables that are named are imported, also by the next import', async () => {
  const only = await temporaryFolder()
  await importSources(client, { folder: only, schemas: ['app'], tables: ['u*'], timeZone: 'Europe/Oslo' })
  const { tables, changes } = await importSources(client, { folder: only })
  expect({ tables, changes }).toEqual({ tables: 1, changes: [] })
  const users = await readFile(join(only, 'sources/users.ts'), 'utf8')
  expect(users).toContain("timestamp('Europe/Oslo')")
  expect(users).toContain('// not declared: organization_id refers to app.organizations')
})

test('a file of somebody is never replaced, and nothing is written beside it', async () => {
  const taken = await temporaryFolder()
  const args = ['import', 'sources', '--database', url, '--folder', taken]
  await importSources(client, { folder: taken, tables: ['events'] })
  await rm(join(taken, 'sources/imported.json'))
  await writeFile(join(taken, 'sources/events.ts'), '// mine')
  const { code, stderr } = await runSightline(args)
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('sources/events.ts') })
  await expect(readFile(join(taken, 'sources/users.ts'))).rejects.toThrow()
})
