import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dashboard, defineProject, from, row, sql, tablePanel, view } from 'sightline'
import {
  applyRelease,
  buildRelease,
  desiredState,
  destroyProject,
  planRelease,
  projectIn,
  type Release,
  runQueries,
} from 'sightline/engine'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import config from '../../sightline.config.ts'
import { isSource } from '../../toolkit/kinds/source/source-kind.ts'
import { createSources } from '../../toolkit/local/create-sources.ts'
import { startSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type CaseDatabase, emptyDatabase } from './support/case-database.ts'
import { changesOf } from './support/run-case.ts'

const now = new Date('2026-01-01T00:00:00Z')
const sources = config.definitions.filter(isSource)
let database: CaseDatabase
let team: Release
let ana: Release
let bo: Release
let other: Release

beforeAll(async () => {
  database = await emptyDatabase(inject('server'))
  await createSources(database.client, sources)
  const project = { ...config, readerRole: database.role }
  const inSchema = (schema: string, prefix?: string) =>
    buildRelease(projectIn({ ...project, environments: { dev: { schema, prefix } } }, 'dev'))
  team = buildRelease(project)
  ana = inSchema('ana')
  bo = inSchema('Bo B', 'bo')
  other = otherProject(database.role)
})
afterAll(() => database.end())

/** A second project in the same database, which reads a source that the first one reads too. */
function otherProject(readerRole: string): Release {
  const users = sources.find(({ name }) => name === 'users')
  if (!users) throw new Error('There is no source of that name.')
  const description = 'Only for a test.'
  const people = view('people.emails', {
    description,
    grain: [],
    query: sql<{ users: number }>`select count(email) as users from users`,
  })
  const page = dashboard({
    uid: 'people',
    title: 'People',
    description,
    rows: [
      row('All', {
        panels: [
          tablePanel({
            title: 'Users',
            description,
            query: from(people).selectFrom('people.emails').select('users'),
          }),
        ],
      }),
    ],
  })
  return buildRelease(
    defineProject({
      name: 'people',
      version: '1.0.0',
      folder: { uid: 'people', title: 'People' },
      readerRole,
      definitions: [users, people, page],
      sample: async () => {},
    }),
  )
}

const everyone = () => [team, ana, bo, other]

/** What each of them would change, and which of its queries fail for the reader that all share. */
async function troubles(releases: readonly Release[]): Promise<string[]> {
  const { client, role } = database
  const found: string[] = []
  for (const release of releases) {
    const { name } = release.project
    for (const change of changesOf(await planRelease(client, desiredState(release))))
      found.push(`${name}: ${change}`)
    await client.query(`set role ${role}`)
    const queries = await runQueries(client, release, now)
    await client.query('reset role')
    for (const { query, result } of queries)
      if (!result.ok && query.kind !== 'data check') found.push(`${name}: ${query.where}: ${result.message}`)
  }
  return found
}

const schemas = async (): Promise<string[]> => {
  const { rows } = await database.client.query<{ nspname: string }>(
    "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1",
  )
  return rows.map(({ nspname }) => nspname)
}

it('two engineers, their team and another project deploy to one database, and none changes what the others have', async () => {
  const before = await schemas()
  for (const [index, release] of everyone().entries()) {
    await applyRelease(database.client, desiredState(release))
    expect(await troubles(everyone().slice(0, index + 1))).toEqual([])
  }
  expect(await schemas()).toEqual(['Bo B', 'ana', 'analytics', 'people', ...before, 'sightline'].sort())
})

it('an engineer who removes everything leaves what the others have, and the last one leaves nothing', async () => {
  const { client, role } = database
  const removal = async (release: Release) => {
    const { outcome, kept } = await destroyProject(client, release.project.name)
    return [outcome, ...kept.map(({ object }) => object)]
  }
  expect(await removal(ana)).toEqual(['removed', `role ${role}`])
  expect(await troubles([team, bo, other])).toEqual([])
  expect(await removal(other)).toEqual(['removed', `role ${role}`])
  expect(await troubles([team, bo])).toEqual([])
  expect(await removal(team)).toEqual(['removed', `role ${role}`])
  expect(await troubles([bo])).toEqual([])
  expect(await removal(bo)).toEqual(['removed'])
  expect(await schemas()).toEqual(['public'])
})

it('the command line of an engineer deploys to their own schema, and removes it', async () => {
  const { connectionString, role } = database
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'sightline.config.ts'), shop(role))
  const run = async (...args: readonly string[]) => {
    const database = { DATABASE_URL: connectionString }
    const engineer = { SIGHTLINE_ENVIRONMENT: 'dev', SIGHTLINE_SCHEMA: 'cleo' }
    const { code, stdout, stderr } = await startSightline(args, folder, { ...database, ...engineer }).outcome
    return `${code} ${stdout}${stderr}`
  }
  expect(await run('plan', '--database', connectionString)).toMatch(/add\s+cleo\.days/)
  expect(await run('apply', '--yes', '--database', connectionString)).toMatch(/^0 .*shop@cleo/s)
  expect(await schemas()).toContain('cleo')
  expect(await run('destroy', '--yes', '--database', connectionString)).toMatch(/^0 .*shop@cleo: removed/s)
  expect(await schemas()).toEqual(['public'])
})

const shop = (
  readerRole: string,
): string => `import { dashboard, defineProject, row, sql, tablePanel, view } from 'sightline'
const description = 'Only for a test.'
const days = view('shop.days', { description, grain: [], query: sql<{ days: number }>\`select 7 as days\` })
const panel = tablePanel({ title: 'Days', description, query: sql<{ days: number }>\`select days from shop.days\` })
const page = dashboard({ uid: 'days', title: 'Days', description, rows: [row('All', { panels: [panel] })] })
export default defineProject({
  name: 'shop',
  version: '1.0.0',
  folder: { uid: 'shop', title: 'Shop' },
  readerRole: '${readerRole}',
  environments: { dev: { schema: process.env.SIGHTLINE_SCHEMA } },
  definitions: [days, page],
  sample: async () => {},
})
`
