import { sql } from 'kysely'
import { type Definition, defineProject, sqlFunction } from 'sightline'
import { type DesiredState, desiredState, destroyProject, findDrift, withClient } from 'sightline/engine'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { buildRelease } from '../../toolkit/release/build-release.ts'
import { catalogue } from '../support/catalogue.ts'
import { releaseLater } from '../support/resources.ts'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { changesOf } from './support/run-case.ts'
import { functionOf, panelsOf, sources, storedOf, viewOf } from './support/small-shop.ts'

let database: CaseDatabase
let before: string[]
beforeEach(async () => {
  database = await caseDatabase(inject('server'))
  before = await everything()
})
afterEach(() => database.end())

const everything = () => catalogue(database.client, [database.role])

/** The columns of a table that the reader may read. */
const grantsOn = async (table: string): Promise<string[]> =>
  (await everything()).flatMap((line) => {
    const [, name = '', column = '', access = ''] =
      /^column public\.(\w+)\.(\w+) .* access (.*) comment /.exec(line) ?? []
    return name === table && access.includes(`${database.role}=SELECT/`) ? [column] : []
  })

/** A project of its own in the same database, with the same reader unless another one is named. */
function stateOf(
  name: string,
  definitions: readonly Definition[],
  readerRole = database.role,
  tables = sources,
): DesiredState {
  const project = defineProject({
    name,
    version: '1.0.0',
    folder: { uid: name, title: name },
    readerRole,
    definitions: [...tables, ...definitions],
    sample: async () => {},
  })
  return desiredState(buildRelease(project))
}

const shop = (...queries: string[]) => stateOf('shop', [oneView('shop'), panelsOf(...queries)])
const depot = (...queries: string[]) => stateOf('depot', [oneView('depot'), panelsOf(...queries)])
const oneView = (schema: string) =>
  viewOf(`${schema}.daily`, 'day', 'select day, count(*) as orders from orders group by day')

/** The queries that the reader may not run. */
async function refusedTo(role: string, ...states: readonly DesiredState[]): Promise<string[]> {
  return withClient(database.connectionString, async (client) => {
    await client.query(`set role ${role}`)
    const refused: string[] = []
    for (const { sql } of states.flatMap(({ queries }) => queries))
      await client.query(sql).catch(() => refused.push(sql))
    return refused
  })
}

describe('two projects with one reader in one database', () => {
  const both = () =>
    [
      shop('select day from shop.daily', 'select name from customers'),
      depot('select orders from depot.daily', 'select name, customer_id from customers'),
    ] as const

  test('do not take from each other what the dashboards of the other read', async () => {
    const { client, role } = database
    const [first, second] = both()
    await applyRelease(client, first)
    await applyRelease(client, second)
    expect(await refusedTo(role, first, second)).toEqual([])
    const less = shop('select day from shop.daily')
    await applyRelease(client, less)
    expect(await refusedTo(role, less, second)).toEqual([])
    await applyRelease(client, first)
    await applyRelease(client, depot('select orders from depot.daily'))
    expect(await refusedTo(role, first)).toEqual([])
    for (const project of ['shop', 'depot']) expect(await findDrift(client, project)).toEqual([])
    expect(changesOf(await planRelease(client, first))).toEqual([])
  })

  test.each([
    ['shop', 'depot'],
    ['depot', 'shop'],
  ])('when %s is removed %s goes on, and with it everything is gone', async (gone, left) => {
    const { client, role } = database
    const [first, second] = both()
    await applyRelease(client, first)
    await applyRelease(client, second)
    const remaining = left === 'shop' ? first : second
    expect(await destroyProject(client, gone)).toMatchObject({
      outcome: 'removed',
      kept: [{ object: `role ${role}`, why: `the project ${left} reads with it` }],
    })
    expect(await refusedTo(role, remaining)).toEqual([])
    expect(await findDrift(client, left)).toEqual([])
    expect(await destroyProject(client, left)).toMatchObject({ outcome: 'removed', kept: [] })
    expect(await everything()).toEqual(before)
  })
})

describe('what the reader got from a deploy is taken back', () => {
  test('from a source that the project no longer has', async () => {
    const { client, role } = database
    await applyRelease(client, shop('select name from customers', 'select day from orders'))
    const orders = sources.filter((one) => one.kind === 'source' && one.name === 'orders')
    const without = stateOf('shop', [oneView('shop'), panelsOf('select day from orders')], role, orders)
    expect(changesOf(await planRelease(client, without))).toEqual(['contract grant reader'])
    await applyRelease(client, without, { phase: 'expand' })
    expect(await grantsOn('customers')).toHaveLength(1)
    await applyRelease(client, without, { phase: 'contract' })
    expect(await grantsOn('customers')).toEqual([])
    expect(changesOf(await planRelease(client, without))).toEqual([])
    expect(await findDrift(client, 'shop')).toEqual([])
  })

  test('from the role that was the reader before, which goes with the project', async () => {
    const { client, role } = database
    const other = `${role}_2`
    releaseLater(() =>
      withClient(`${inject('server')}postgres`, (admin) => admin.query(`drop role if exists ${other}`)),
    )
    const definitions = [
      oneView('shop'),
      panelsOf('select day from shop.daily', 'select name from customers'),
    ]
    await applyRelease(client, stateOf('shop', definitions))
    const changed = stateOf('shop', definitions, other)
    const plan = await planRelease(client, changed)
    expect(changesOf(plan)).toEqual(['expand grant reader', 'contract grant reader'])
    expect(plan.steps.map(({ object }) => object)).toEqual([other, role])
    await applyRelease(client, changed)
    expect(await refusedTo(other, changed)).toEqual([])
    expect((await everything()).filter((line) => line.includes(`${role}=`))).toEqual([])
    expect(await destroyProject(client, 'shop')).toMatchObject({ kept: [] })
    expect(await catalogue(database.client, [role, other])).toEqual(before)
  })

  test('and not what somebody gave by hand, which drift shows and only a repair takes', async () => {
    const { client, role } = database
    await client.query(`create role ${role}; grant usage on schema public to ${role};
      grant select (secret) on customers to ${role}; grant select (name) on customers to ${role}`)
    const given = await everything()
    await applyRelease(client, shop('select name from customers'))
    await applyRelease(client, shop('select day from shop.daily'))
    expect(await grantsOn('customers')).toHaveLength(2)
    expect((await findDrift(client, 'shop')).map(({ object, kind }) => [object, kind])).toEqual([
      ['customers', 'grant'],
    ])
    expect(await destroyProject(client, 'shop')).toMatchObject({
      kept: [{ object: `role ${role}`, why: 'sightline did not create it' }],
    })
    expect(await everything()).toEqual(given)
    await applyRelease(client, shop('select day from shop.daily'))
    await applyRelease(client, shop('select day from shop.daily'), { repair: true })
    expect(await grantsOn('customers')).toEqual([])
    expect(await findDrift(client, 'shop')).toEqual([])
    await client.query(`drop owned by ${role}`)
  })
})

describe('a panel may be read by the reader alone, where functions are closed to everybody', () => {
  const paid = functionOf(
    'shop.paid',
    '(since date)',
    'numeric',
    'select sum(amount) from public.orders where day >= since',
  )
  const named = sqlFunction('shop.named', {
    description: 'For a test.',
    parameters: '(id text)',
    returns: 'text',
    language: 'plpgsql',
    volatility: 'stable',
    body: sql`begin return (select name from public.customers where customer_id = id); end`,
  })
  const stored = storedOf(
    'shop.stored',
    'day',
    "select day, shop.named('c1') as name from orders group by day",
  )
  const over = viewOf('shop.over', 'day', 'select day, shop.paid(day) as paid from orders group by day')

  test.each([
    ['calls a function in SQL', [paid, panelsOf("select shop.paid('2024-01-01')")], ['amount', 'day']],
    ['calls one in PL/pgSQL', [named, panelsOf("select shop.named('c1')")], []],
    ['reads a view that calls one', [paid, over, panelsOf('select paid from shop.over')], ['amount', 'day']],
    ['reads rows stored with one', [named, stored, panelsOf('select name from shop.stored')], []],
    [
      'has two columns of one name',
      [panelsOf('select o.customer_id, c.customer_id from orders o join customers c using (customer_id)')],
      ['customer_id'],
    ],
  ])('when it %s', async (_, definitions, columns) => {
    const { client, role } = database
    await client.query('alter default privileges revoke execute on functions from public')
    const state = stateOf('shop', definitions)
    await applyRelease(client, state)
    expect(await refusedTo(role, state)).toEqual([])
    expect(await grantsOn('orders')).toEqual(columns)
    expect(changesOf(await planRelease(client, state))).toEqual([])
    expect(await findDrift(client, 'shop')).toEqual([])
    expect(await destroyProject(client, 'shop')).toMatchObject({ kept: [] })
    await client.query('alter default privileges grant execute on functions to public')
    expect(await everything()).toEqual(before)
  })

  test('when the result of the function that it calls changes', async () => {
    const { client, role } = database
    await client.query('alter default privileges revoke execute on functions from public')
    const changed = functionOf('shop.paid', '(since date)', 'text', "select 'nothing'")
    const panels = panelsOf("select shop.paid('2024-01-01')")
    await applyRelease(client, stateOf('shop', [paid, panels]))
    const state = stateOf('shop', [changed, panels])
    await applyRelease(client, state)
    expect(await refusedTo(role, state)).toEqual([])
    expect(await grantsOn('orders')).toEqual([])
  })
})

test("removing a project leaves the reader's rights on a stranger's schema, also by a role that may not revoke them", async () => {
  const { client, connectionString, name, role } = database
  const deployer = `deployer_${name}`
  await client.query(
    `create role ${deployer} createrole; grant create, temporary on database ${name} to ${deployer};
     grant select on orders, customers to ${deployer} with grant option; create schema reports`,
  )
  await withClient(connectionString, async (weak) => {
    await weak.query(`set role ${deployer}`)
    const state = shop('select day from shop.daily', 'select name from customers')
    await applyRelease(weak, state)
    await client.query(`grant usage on schema reports to ${role}`)
    const removed = await destroyProject(weak, 'shop')
    expect(removed).toMatchObject({
      outcome: 'removed',
      kept: [{ object: `role ${role}`, why: 'privileges for schema reports' }],
    })
  })
  expect((await everything()).filter((line) => line.includes(role))).toEqual([
    expect.stringMatching(/ is a member of /),
    expect.stringMatching(/^role /),
    expect.stringMatching(new RegExp(`^schema reports .*${role}=USAGE/`)),
    expect.stringMatching(/^setting of /),
  ])
  await client.query(`drop schema reports; drop owned by ${deployer}; drop role ${deployer}`)
})

test('drift names what everybody may read, and what the role that logs in was given beside the reader', async () => {
  const { client, role } = database
  const login = `${role}_login`
  await applyRelease(client, shop('select name from customers'))
  await client.query(`create role ${login} login; grant ${role} to ${login}`)
  expect(await findDrift(client, 'shop')).toEqual([])
  await client.query(`grant select on orders to public; grant select (secret) on customers to ${login};
    alter role ${role} reset statement_timeout; revoke select (name) on customers from ${role}`)
  const found = await findDrift(client, 'shop')
  expect(found.flatMap(({ difference }) => difference).sort()).toEqual([
    `+ select (secret) of customers to ${login}`,
    '+ select on the whole of orders to public',
    `- select (name) of customers to ${role}`,
    `- the setting statement_timeout to ${role}`,
  ])
  // What others were given is theirs: no repair takes it.
  await applyRelease(client, shop('select name from customers'), { repair: true })
  const left = await findDrift(client, 'shop')
  expect(left.map(({ object, kind }) => `${kind}: ${object}`).sort()).toEqual([
    'grant to others: customers',
    'grant to others: orders',
  ])
  await client.query(`drop owned by ${login}; drop role ${login}`)
})

test.each([
  ['that made it', 'shop', 'depot'],
  ['that found it', 'depot', 'shop'],
])(
  'a schema of two projects stays when the one %s is removed, and goes with the other',
  async (_, first, last) => {
    const { client } = database
    const inOne = (name: string) =>
      stateOf(name, [
        viewOf(`both.${name}`, '', 'select count(*) as n from orders'),
        panelsOf(`select n from both.${name}`),
      ])
    await applyRelease(client, inOne('shop'))
    await applyRelease(client, inOne('depot'))
    await destroyProject(client, first)
    expect(await findDrift(client, last)).toEqual([])
    expect(changesOf(await planRelease(client, inOne(last)))).toEqual([])
    await destroyProject(client, last)
    expect(await everything()).toEqual(before)
  },
)
