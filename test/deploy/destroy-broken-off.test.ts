import { table } from 'sightline'
import { date, text } from 'sightline/columns'
import { destroyProject } from 'sightline/engine'
import { expect, inject, test } from 'vitest'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { type DesiredState, desiredState } from '../../toolkit/release/desired-state.ts'
import { catalogue } from '../support/catalogue.ts'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { cutClient } from './support/cut-client.ts'
import { panelsOf, shopRelease, storedOf, viewOf } from './support/small-shop.ts'
import { firstDefinitions } from './support/two-releases.ts'

const log = table('shop.log', {
  description: 'For a test.',
  primaryKey: ['day'],
  columns: { day: date(), note: text() },
})
const everything = ({ client, role }: CaseDatabase) => catalogue(client, [role])
const stateOf = (role: string, version = '1.0.0', definitions = [...firstDefinitions, log]): DesiredState =>
  desiredState(shopRelease(definitions, role, version))

test('a project whose removal is cut off anywhere is removed by the next try', {
  timeout: 120_000,
}, async () => {
  const database = await caseDatabase(inject('server'))
  const before = await everything(database)
  for (let statement = 0; ; statement++) {
    await applyRelease(database.client, stateOf(database.role))
    const client = await cutClient(database.connectionString, statement)
    const outcome = await destroyProject(client, 'shop').catch(() => undefined)
    await client.end().catch(() => {})
    await destroyProject(database.client, 'shop')
    expect([statement, await everything(database)]).toEqual([statement, before])
    if (outcome) break
  }
  await database.end()
})

test('tables and schemas of earlier releases go with the project', async () => {
  const database = await caseDatabase(inject('server'))
  const before = await everything(database)
  await applyRelease(database.client, stateOf(database.role))
  await applyRelease(
    database.client,
    stateOf(database.role, '2.0.0', [viewOf('other.one', '', 'select 1 as one')]),
  )
  const { dropped, kept } = await destroyProject(database.client, 'shop')
  expect([dropped.includes('table shop.log'), kept]).toEqual([true, []])
  expect(await everything(database)).toEqual(before)
  await database.end()
})

test('a first deploy that failed is removed', async () => {
  const database = await caseDatabase(inject('server'))
  const before = await everything(database)
  const stored = (query: string) => [
    log,
    storedOf('shop.filled', 'day', 'select distinct day from orders'),
    storedOf('shop.then_failing', 'day', query),
    panelsOf('select day from shop.filled'),
  ]
  const failing = stored('select day, 1 / (quantity - quantity) as none from orders')
  await expect(applyRelease(database.client, stateOf(database.role, '1.0.0', failing))).rejects.toThrow(
    'division by zero',
  )
  const { rows } = await database.client.query('select count(*) as filled from pg_matviews')
  expect(rows).toEqual([{ filled: 1 }])
  expect(await destroyProject(database.client, 'shop')).toMatchObject({ outcome: 'removed', kept: [] })
  expect(await everything(database)).toEqual(before)
  await database.end()
})
