import { materializedView } from 'sightline'
import { expect, it } from 'vitest'
import { materializedViewUniqueIndex } from '../../../toolkit/check/rules/materialized-view-unique-index.ts'
import { contextOf, findings, fromOrders } from './context.ts'

const byStatus = materializedView('analytics.by_status', {
  description: 'Orders of each status.',
  grain: ['status'],
  query: fromOrders()
    .select((eb) => ['status', eb.fn.sum('amount').as('amount')])
    .groupBy('status'),
})
const stored = (view: string, hasUniqueIndex: boolean) =>
  contextOf([byStatus], { storedViews: [{ view, hasUniqueIndex }] })

it('reports a materialized view that cannot be refreshed while it is read, with the index to create', () => {
  const context = stored('analytics.by_status', false)
  const storage = context.release.sqlObjects.find(({ name }) => name === 'analytics.by_status')?.storage
  expect(findings(materializedViewUniqueIndex, context)).toEqual([
    {
      where: 'analytics.by_status',
      what: 'It has no unique index over plain columns, so REFRESH MATERIALIZED VIEW CONCURRENTLY fails on it.',
      next: `Create it again with \`create unique index on ${storage} (status)\`, or deploy the release anew.`,
    },
  ])
  expect(findings(materializedViewUniqueIndex, stored(storage ?? '', false))[0]?.where).toBe(
    'analytics.by_status',
  )
})

it('is silent about one that has its index', () => {
  expect(findings(materializedViewUniqueIndex, stored('analytics.by_status', true))).toEqual([])
})
