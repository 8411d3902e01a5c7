import { expect, inject, test } from 'vitest'
import { obstacles, planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { releaseHistory } from '../../toolkit/deploy/records/release-history.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { caseDatabase } from './support/case-database.ts'
import { changesOf } from './support/run-case.ts'
import { panelsOf, shopRelease, viewOf } from './support/small-shop.ts'

test('a release with a query that Postgres refuses is deployed where that is asked for, and rollbacks say so', async () => {
  const database = await caseDatabase(inject('server'))
  const { client, role } = database
  const view = viewOf('shop.daily', 'day', 'select day, sum(amount) as revenue from orders group by day')
  const state = (version: string, ...queries: string[]) =>
    desiredState(shopRelease([view, panelsOf(...queries)], role, version))
  const fine = state('1.0.0', 'select revenue from shop.daily')
  const failing = state('2.0.0', 'select revenue from shop.daily', 'select missing from shop.daily')
  try {
    await applyRelease(client, fine)
    await expect(applyRelease(client, failing)).rejects.toThrow('--allow-failing-queries')
    const plan = await planRelease(client, failing, { allowFailingQueries: true })
    expect(obstacles(plan)).toEqual([])
    expect(plan.failing.map(({ where }) => where)).toEqual(['shop/Panel 2'])
    expect((await applyRelease(client, failing, { allowFailingQueries: true })).outcome).toBe('done')
    expect((await planRelease(client, failing)).failing.map(({ where }) => where)).toEqual(['shop/Panel 2'])
    expect(obstacles(await planRelease(client, failing))).toHaveLength(1)
    const again = await applyRelease(client, failing, { allowFailingQueries: true })
    expect([again.outcome, again.plan.failing]).toEqual(['nothing to do', plan.failing])
    expect((await releaseHistory(client, 'shop'))[0]?.failing).toEqual(plan.failing)
    await applyRelease(client, fine)
    const history = await releaseHistory(client, 'shop')
    expect(history.map(({ version, backFrom }) => [version.split('+')[0], backFrom?.split('+')[0]])).toEqual([
      ['1.0.0', '2.0.0'],
      ['2.0.0', undefined],
      ['1.0.0', undefined],
    ])
  } finally {
    await database.end()
  }
})

test('a query that Postgres refused is no longer named once it works, and its reader is let in', async () => {
  const database = await caseDatabase(inject('server'))
  const { client, role } = database
  const state = desiredState(shopRelease([panelsOf('select extra from orders')], role))
  try {
    await applyRelease(client, state, { allowFailingQueries: true })
    await client.query('alter table orders add column extra integer')
    const plan = await planRelease(client, state)
    expect([changesOf(plan), plan.failing]).toEqual([['expand grant reader'], []])
    expect((await applyRelease(client, state)).outcome).toBe('done')
    expect((await releaseHistory(client, 'shop'))[0]?.failing).toEqual([])
    expect(changesOf(await planRelease(client, state))).toEqual([])
    await client.query(`set role ${role}`)
    await client.query('select extra from orders')
    await client.query('reset role')
  } finally {
    await database.end()
  }
})
