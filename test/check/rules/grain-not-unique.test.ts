import { view } from 'sightline'
import { expect, it } from 'vitest'
import { grainNotUnique } from '../../../toolkit/check/rules/grain-not-unique.ts'
import { contextOf, findings, fromOrders, sites } from './context.ts'

const byStatus = view('analytics.by_status', {
  description: 'Orders of each status.',
  grain: ['status'],
  query: fromOrders().select(['status', 'amount']),
})
const counted = (grain: readonly string[], duplicates: number) =>
  contextOf([byStatus], { grains: [{ view: 'analytics.by_status', grain, duplicates }] })

it('reports a view whose grain does not tell its rows apart, with the number of cases', () => {
  expect(findings(grainNotUnique, counted(['status', 'day'], 3))).toEqual([
    {
      where: 'analytics.by_status',
      what: '3 combinations of (status, day) have more than one row.',
      next: 'Add to `grain` the column that tells these rows apart, or group the query by the grain; a join may multiply rows.',
    },
  ])
  expect(findings(grainNotUnique, counted(['status'], 1))[0]?.what).toBe(
    '1 combination of (status) has more than one row.',
  )
  expect(sites(grainNotUnique, counted(['status'], 1))[0]).toMatch(/grain-not-unique\.test\.ts:\d+$/)
})

it('reports a one-row view that has several rows', () => {
  expect(findings(grainNotUnique, counted([], 1))).toEqual([
    {
      where: 'analytics.by_status',
      what: 'Its grain is empty, which promises one row, but it has more.',
      next: 'Name in `grain` the columns that tell the rows apart, or aggregate to one row.',
    },
  ])
})

it('is silent about a grain that is unique', () => {
  expect(findings(grainNotUnique, counted(['status'], 0))).toEqual([])
})
