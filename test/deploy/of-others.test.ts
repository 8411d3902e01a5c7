import {
  createClient,
  desiredState,
  destroyProject,
  findDrift,
  SightlineError,
  withClient,
} from 'sightline/engine'
import { afterEach, expect, inject, test } from 'vitest'
import { type Plan, planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { statementsOf } from '../../toolkit/deploy/plan/plan-step.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import type { DesiredState } from '../../toolkit/release/desired-state.ts'
import { catalogue } from '../support/catalogue.ts'
import { type Major, majors, postgres } from '../support/postgres-major.ts'
import { releaseLater } from '../support/resources.ts'
import { type OthersCase, othersCases } from './cases/of-others.ts'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { changesOf } from './support/run-case.ts'
import { panelsOf, shopRelease } from './support/small-shop.ts'

let database: CaseDatabase
let cases: readonly OthersCase[]
afterEach(() => database.end())

async function prepare(major: Major): Promise<void> {
  cases = othersCases(major)
  database = await caseDatabase(await postgres(major))
  for (const { there } of cases) for (const statement of there) await database.client.query(statement)
}

/** A release that uses all of these. */
function stateOf(some: readonly OthersCase[]): DesiredState {
  const definitions = some.flatMap((one) => one.definitions ?? [])
  const panels = panelsOf('select name from customers', ...some.map(({ query }) => query))
  return desiredState(shopRelease([...definitions, panels], database.role))
}

const picture = () => catalogue(database.client, [database.role])

/** What a plan gives the reader of what is in the schema of a case. */
function given({ steps }: Plan, { gives, there: [schema = ''] }: OthersCase): string[] {
  const own = new RegExp(`\\b${schema.replace('create schema ', '')}\\b`)
  return steps
    .filter(({ space }) => space === 'role')
    .flatMap((step) =>
      statementsOf([step], step.phase).map(({ sql }) => sql.replace(database.role, 'reader')),
    )
    .filter((sql) => own.test(sql) || gives.includes(sql))
}

/** The cases whose query is refused to the reader who logs in. */
async function refusedToReader(): Promise<string[]> {
  const { client, role, connectionString } = database
  await client.query(`alter role ${role} login password 'reads'`)
  const reader = createClient(connectionString.replace(/\/\/[^@]*@/, `//${role}:reads@`))
  await reader.connect()
  const refused: string[] = []
  for (const { title, query } of cases)
    await reader.query(query).catch((error: unknown) => refused.push(`${title}: ${error}`))
  await reader.end()
  await client.query(`alter role ${role} nologin password null`)
  return refused
}

const oldest = Math.min(...majors) === 14 ? 14 : 15

test.each([oldest, 18] as const)(
  'what panels use of others is given to the reader, and taken back, on Postgres %i',
  async (major) => {
    await prepare(major)
    const { client } = database
    const before = await picture()
    const desired = stateOf(cases)
    const plan = await planRelease(client, desired)
    expect(cases.map((one) => [one.title, given(plan, one)])).toEqual(
      cases.map(({ title, gives }) => [title, gives]),
    )
    await applyRelease(client, desired)
    expect(await refusedToReader()).toEqual([])
    expect(changesOf(await planRelease(client, desired))).toEqual([])
    expect(await findDrift(client, 'shop')).toEqual([])
    await applyRelease(client, stateOf([]))
    const left = (await picture()).filter((line) => line.includes(`${database.role}=`) && /util/i.test(line))
    expect(left).toEqual([])
    await applyRelease(client, desired)
    await destroyProject(client, 'shop')
    expect(await picture()).toEqual(before)
  },
)

test('what a role may not let the reader use stops it, and nothing does once it is granted what is named', async () => {
  await prepare(18)
  const { client, name } = database
  const weak = `weak_${name}`
  releaseLater(() => withClient(`${inject('server')}postgres`, (admin) => admin.query(`drop role ${weak}`)))
  await client.query(`create role ${weak} createrole; grant create, temporary on database ${name} to ${weak};
    grant select on orders, customers to ${weak} with grant option`)
  const asWeak = async <T>(work: () => Promise<T>): Promise<T> => {
    await client.query(`set role ${weak}`)
    return work().finally(() => client.query('reset role'))
  }
  const desired = stateOf(cases)
  const placeOf = (where: string) => (where === 'shop/Panel 3' ? 'panels.ts:3' : undefined)
  const messages: string[] = []
  for (let round = 0; ; round++) {
    const before = await picture()
    const refused = await asWeak(() => planRelease(client, desired, { placeOf })).catch(
      (error: unknown) => error,
    )
    if (!(refused instanceof SightlineError)) break
    await expect(asWeak(() => applyRelease(client, desired, { placeOf }))).rejects.toThrow(refused.message)
    expect(await picture()).toEqual(before)
    expect(round).toBeLessThan(10)
    messages.push(refused.message)
    const statements = refused.problem.next.replace(/^Run: /, '')
    expect(statements).toMatch(/^GRANT /)
    await client.query(statements.replaceAll('the deploying role', weak))
  }
  const said = messages.join()
  expect(said).toMatch(/the schema util_1 \([^)]*shop\/Panel 3 at panels\.ts:3/)
  expect(said).toMatch(/the function util_\d+\.twice\(integer\) \(the materialized view shop\.util_/)
  expect(said).toMatch(/the function util_\d+\.twice\(integer\) \(the table shop\.util_/)
  expect((await asWeak(() => applyRelease(client, desired))).outcome).toBe('done')
  expect(await refusedToReader()).toEqual([])
  expect(changesOf(await asWeak(() => planRelease(client, desired)))).toEqual([])
})

test.each([
  [
    'a function of the server',
    '',
    'select count(*) as files from pg_ls_waldir()',
    'the function pg_catalog.pg_ls_waldir()',
    'GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_waldir() TO ',
  ],
  [
    'a table of the catalogue',
    '',
    'select count(*) as roles from pg_authid',
    'the table pg_catalog.pg_authid',
    'GRANT SELECT ON pg_catalog.pg_authid TO ',
  ],
  [
    'a sequence',
    'create sequence numbers',
    'select last_value from numbers',
    'the sequence numbers',
    'GRANT SELECT ON SEQUENCE public.numbers TO ',
  ],
])(
  '%s that not everybody may use is given by an administrator alone',
  async (_, there, query, what, grant) => {
    await prepare(18)
    const { client, role } = database
    await client.query(there)
    const desired = desiredState(shopRelease([panelsOf(query)], role))
    const unknown = await planRelease(client, desired).catch(String)
    expect(unknown).toContain(`Run: CREATE ROLE ${role}; ALTER ROLE ${role} SET `)
    await client.query(`create role ${role}`)
    const before = await picture()
    const failure = await planRelease(client, desired).catch(String)
    expect(failure).toContain(`${what} (shop/Panel 1)`)
    expect(failure).toContain(`Run: ${grant}${role}`)
    await expect(applyRelease(client, desired)).rejects.toThrow(what)
    expect(await picture()).toEqual(before)
    await client.query(`${grant}${role}`)
    expect((await applyRelease(client, desired)).outcome).toBe('done')
    await client.query(`set role ${role}; ${query}; reset role`)
  },
)
