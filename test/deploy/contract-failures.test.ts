import { applyRelease, planRelease } from 'sightline/engine'
import { expect, inject, test } from 'vitest'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { caseDatabase } from './support/case-database.ts'
import { changesOf } from './support/run-case.ts'
import { panelsOf, shopRelease, viewOf } from './support/small-shop.ts'

const daily = (columns: string) => viewOf('shop.daily', 'day', `select ${columns} from orders group by day`)
const shown = panelsOf('select day from shop.daily')

test('a failure in the last phase says that the release is expanded, and with what; applying again completes it', async () => {
  const database = await caseDatabase(inject('server'))
  const { client, role } = database
  const state = (columns: string, version: string) =>
    desiredState(shopRelease([daily(columns), shown], role, version))
  const next = state('day, sum(amount) as revenue', '2.0.0')
  try {
    await applyRelease(client, state('day, sum(amount) as revenue, count(*) as orders', '1.0.0'))
    await client.query(`create schema byhand`)
    await client.query(`create function byhand.stop() returns event_trigger language plpgsql as $$
      begin raise exception 'no view is dropped on a Friday' using detail = 'shop.daily would be', hint = 'Wait.'; end $$`)
    await applyRelease(client, next, { phase: 'expand' })
    await client.query('create event trigger stop on sql_drop execute function byhand.stop()')
    const failure = applyRelease(client, next, { phase: 'contract' })
    await expect(failure).rejects.toThrow(/no view is dropped on a Friday. 2.0.0\S* is expanded/)
    await expect(failure).rejects.toThrow('shop.daily would be')
    await expect(failure).rejects.not.toThrow('Nothing is half done')
    await client.query('drop event trigger stop')
    await client.query('create view byhand.weekly as select orders from shop.daily')
    const blocked = applyRelease(client, next)
    await expect(blocked).rejects.toThrow(/stands in the way of this release. 2.0.0\S* is expanded/)
    await client.query('drop view byhand.weekly')
    expect((await applyRelease(client, next)).outcome).toBe('done')
    expect(changesOf(await planRelease(client, next))).toEqual([])
  } finally {
    await database.end()
  }
})
