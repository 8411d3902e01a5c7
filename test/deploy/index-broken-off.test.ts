import { sourceIndex } from 'sightline'
import { expect, inject, test } from 'vitest'
import { findDrift } from '../../toolkit/deploy/plan/drift.ts'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { destroyProject } from '../../toolkit/deploy/run/destroy.ts'
import { type DesiredState, desiredState } from '../../toolkit/release/desired-state.ts'
import { catalogue } from '../support/catalogue.ts'
import { caseDatabase } from './support/case-database.ts'
import { cutClient } from './support/cut-client.ts'
import { changesOf } from './support/run-case.ts'
import { orders, shopRelease } from './support/small-shop.ts'

const index = (...columns: ('day' | 'amount')[]) =>
  sourceIndex('orders_by', { description: 'For a test.', on: orders, columns })

test.each([
  ['changes', [index('day')]],
  ['is added', []],
])(
  'an index that %s, cut off anywhere, is as the earlier release has it when that is applied',
  { timeout: 120_000 },
  async (_, definitions) => {
    const { client, connectionString, role, end } = await caseDatabase(inject('server'))
    const earlier: DesiredState = desiredState(shopRelease(definitions, role, '1.0.0'))
    const later = desiredState(shopRelease([index('day', 'amount')], role, '2.0.0'))
    await applyRelease(client, earlier)
    const before = await catalogue(client, [role])
    const printed = async () =>
      (
        await client.query(
          `select pg_get_indexdef(indexrelid) as text from pg_index where indrelid = 'orders'::regclass order by 1`,
        )
      ).rows
    const indexes = await printed()
    for (let statement = 0; ; statement++) {
      const cut = await cutClient(connectionString, statement)
      const outcome = await applyRelease(cut, later, { phase: 'expand' }).catch(() => undefined)
      await cut.end().catch(() => {})
      await applyRelease(client, earlier)
      expect([statement, await catalogue(client, [role])]).toEqual([statement, before])
      expect(await printed()).toEqual(indexes)
      expect(changesOf(await planRelease(client, earlier))).toEqual([])
      expect(await findDrift(client, 'shop')).toEqual([])
      if (outcome) break
    }
    await end()
  },
)

test('an index that changes, cut off anywhere before any release was done, goes with the project', {
  timeout: 120_000,
}, async () => {
  const { client, connectionString, role, end } = await caseDatabase(inject('server'))
  const first = desiredState(shopRelease([index('day')], role, '1.0.0'))
  const second = desiredState(shopRelease([index('day', 'amount')], role, '2.0.0'))
  const before = await catalogue(client, [role])
  for (let statement = 0; ; statement++) {
    await applyRelease(client, first, { phase: 'expand' })
    const cut = await cutClient(connectionString, statement)
    const outcome = await applyRelease(cut, second, { phase: 'expand' }).catch(() => undefined)
    await cut.end().catch(() => {})
    await destroyProject(client, 'shop')
    expect([statement, await catalogue(client, [role])]).toEqual([statement, before])
    if (outcome) break
  }
  await end()
})
