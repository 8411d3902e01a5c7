import { expect, inject, test } from 'vitest'
import { obstacles, planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { releaseHistory } from '../../toolkit/deploy/records/release-history.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { caseDatabase } from './support/case-database.ts'
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
