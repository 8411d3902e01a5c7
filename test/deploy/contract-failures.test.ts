import { applyRelease, type DesiredState, desiredState, findDrift, planRelease } from 'sightline/engine'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { changesOf } from './support/run-case.ts'
import { panelsOf, shopRelease, viewOf } from './support/small-shop.ts'

const daily = (columns: string) => viewOf('shop.daily', 'day', `select ${columns} from orders group by day`)
const noFridays = `create schema if not exists byhand; create or replace function byhand.stop() returns event_trigger language plpgsql as $$
  begin raise exception 'no view is dropped on a Friday' using detail = 'shop.daily would be', hint = 'Wait.'; end $$`
const shown = panelsOf('select day from shop.daily')

let database: CaseDatabase
let next: DesiredState
/** A release is deployed whose views nobody may drop; the next one has a column less. */
beforeEach(async () => {
  database = await caseDatabase(inject('server'))
  const { client, role } = database
  const state = (columns: string, version: string) =>
    desiredState(shopRelease([daily(columns), shown], role, version))
  next = state('day, sum(amount) as revenue', '2.0.0')
  await applyRelease(client, state('day, sum(amount) as revenue, count(*) as orders', '1.0.0'))
  await client.query(noFridays)
})
afterEach(() => database.end())

test('a failure in the last phase says that the release is expanded, and with what; applying again completes it', async () => {
  const { client } = database
  await applyRelease(client, next, { phase: 'expand' })
  await client.query('create event trigger stop on sql_drop execute function byhand.stop()')
  const failure = applyRelease(client, next, { phase: 'contract' })
  await expect(failure).rejects.toThrow(/no view is dropped on a Friday. 2.0.0\S* is expanded/)
  await expect(failure).rejects.toThrow('shop.daily would be')
  await expect(failure).rejects.toThrow('The same command then does its last phase. Or go back')
  await client.query('drop event trigger stop')
  await client.query('create view byhand.weekly as select orders from shop.daily')
  const blocked = applyRelease(client, next)
  await expect(blocked).rejects.toThrow(/stands in the way of this release. 2.0.0\S* is expanded/)
  await client.query('drop view byhand.weekly')
  expect((await applyRelease(client, next)).outcome).toBe('done')
  expect(changesOf(await planRelease(client, next))).toEqual([])
})

test('after a failure in the last phase, a repair puts right what was changed by hand meanwhile, and completes it', async () => {
  const { client } = database
  await client.query('create event trigger stop on sql_drop execute function byhand.stop()')
  for (const options of [{}, { repair: true }])
    await expect(applyRelease(client, next, options)).rejects.toThrow('no view is dropped on a Friday')
  await client.query('drop event trigger stop')
  await client.query(
    `create or replace view shop.daily as select day, 0.0 as revenue, count(*) as orders from orders group by day`,
  )
  expect((await applyRelease(client, next, { repair: true })).outcome).toBe('done')
  expect(changesOf(await planRelease(client, next))).toEqual([])
  expect(await findDrift(client, 'shop')).toEqual([])
  const { rows } = await client.query('select count(*) filter (where revenue = 0) as wrong from shop.daily')
  expect(rows).toEqual([{ wrong: 0 }])
})
