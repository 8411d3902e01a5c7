import { desiredState, destroyProject, findDrift } from 'sightline/engine'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import type { DesiredState } from '../../toolkit/release/desired-state.ts'
import { catalogue } from '../support/catalogue.ts'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { changesOf } from './support/run-case.ts'
import { panelsOf, shopRelease, viewOf } from './support/small-shop.ts'

let database: CaseDatabase
beforeEach(async () => {
  database = await caseDatabase(inject('server'))
})
afterEach(() => database.end())

/** What a release wants whose panels ask these. */
const wants = (queries: readonly string[], name = 'shop'): DesiredState => {
  const state = desiredState(shopRelease([panelsOf(...queries)], database.role))
  return name === 'shop' ? state : { ...state, project: name }
}

/** The queries that Postgres refuses to the reader. */
async function refused(queries: readonly string[]): Promise<string[]> {
  const { client, role } = database
  const found: string[] = []
  for (const query of queries) {
    await client.query(`begin; set local role ${role}`)
    await client.query(query).catch((error: unknown) => found.push(`${query}: ${error}`))
    await client.query('rollback')
  }
  return found
}

const whole = async (relation: string): Promise<boolean> => {
  const { rows } = await database.client.query(
    `select from pg_class, aclexplode(relacl) x where oid = $1::regclass and x.grantee = $2::regrole`,
    [relation, database.role],
  )
  return rows.length > 0
}

const ofEveryColumn = ['select * from customers', 'select to_json(c) as row from customers as c']

test.each(ofEveryColumn)('goes on when somebody adds a column to its source: %s', async (query) => {
  const { client, role } = database
  const before = await catalogue(client, [role])
  await applyRelease(client, wants([query]))
  await client.query('alter table customers add column added text')
  expect(await refused([query])).toEqual([])
  expect(changesOf(await planRelease(client, wants([query])))).toEqual([])
  expect(await findDrift(client, 'shop')).toEqual([])
  await client.query('alter table customers drop column added')
  await destroyProject(client, 'shop')
  expect(await catalogue(client, [role])).toEqual(before)
})

test('what names its columns is given these alone', async () => {
  const query = 'select customer_id, name, secret, length(name) * length(secret) as product from customers'
  await applyRelease(database.client, wants([query, 'select count(*) as n from orders']))
  expect(await refused([query])).toEqual([])
  expect(await whole('customers')).toBe(false)
  expect(await whole('orders')).toBe(false)
})

test('when the last query of every column goes, columns that others read stay with the reader', async () => {
  const { client } = database
  const named = ['select customer_id, name from customers']
  await applyRelease(client, wants(['select name from customers'], 'other'))
  await applyRelease(client, wants(['select * from customers', ...named]))
  expect(await whole('customers')).toBe(true)
  await applyRelease(client, wants(named))
  expect(await whole('customers')).toBe(false)
  expect(await refused(named)).toEqual([])
  expect(await refused(['select secret from customers'])).toHaveLength(1)
  await applyRelease(client, wants(['select * from customers']))
  await destroyProject(client, 'shop')
  expect(await refused(['select name from customers'])).toEqual([])
  expect(await refused(['select customer_id from customers'])).toHaveLength(1)
  expect(await findDrift(client, 'other')).toEqual([])
})

test('two panels of every column of a view that loses one work until the column is gone, and after', async () => {
  const { client, role } = database
  const release = (columns: string, queries: readonly string[]) => {
    const best = viewOf('shop.best', 'customer_id', `select ${columns} from customers`)
    return desiredState(shopRelease([best, panelsOf(...queries)], role))
  }
  const named = ['select customer_id, name from shop.best']
  const every = ['select * from shop.best', 'select b.* from shop.best as b', ...named]
  await applyRelease(client, release('customer_id, name, secret', named))
  await applyRelease(client, release('customer_id, name', every), { phase: 'expand' })
  expect(await refused(every)).toEqual([])
  await applyRelease(client, release('customer_id, name', every))
  expect(await refused(every)).toEqual([])
  expect(await findDrift(client, 'shop')).toEqual([])
})

test('a role that may pass on columns alone passes on these', async () => {
  const { client, name, role } = database
  const weak = `weak_${name}`
  await client.query(`create role ${weak} createrole; grant create, temporary on database ${name} to ${weak};
    grant select (customer_id, name, secret) on customers to ${weak} with grant option; set role ${weak}`)
  try {
    expect((await applyRelease(client, wants(['select * from customers']))).outcome).toBe('done')
    await client.query('reset role')
    expect(await whole('customers')).toBe(false)
    expect(await refused(['select * from customers'])).toEqual([])
  } finally {
    await client.query(`reset role; drop owned by ${weak} cascade; drop owned by ${role}; drop role ${weak}`)
  }
})
