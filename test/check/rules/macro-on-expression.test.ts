import { sql } from 'kysely'
import { tablePanel } from 'sightline'
import { expect, it } from 'vitest'
import { macroOnExpression } from '../../../toolkit/check/rules/macro-on-expression.ts'
import { contextOf, findings, fromOrders, shop } from './context.ts'

function inPanel(condition: string) {
  const query = fromOrders()
    .select('amount')
    .where(sql<boolean>`${sql.raw(condition)}`)
  const panel = tablePanel({ title: 'Amounts', description: 'Of orders.', query })
  return findings(macroOnExpression, contextOf([shop(panel)]))
}

const next =
  'Give the macro a bare column: compute the expression in a view or a subquery, name it, and pass that name.'

it('reports a macro on a function call with what Grafana makes of it', () => {
  expect(inPanel("$__timeFilter(date_trunc('day', created_at))")).toEqual([
    {
      where: 'shop/Amounts',
      what: "$__timeFilter(date_trunc('day', created_at)) is given an expression, and Grafana reads it as $__timeFilter(date_trunc('day', created_at).",
      next,
    },
  ])
})

it('reports a macro on an expression without parentheses', () => {
  expect(inPanel("$__timeGroup(created_at + interval '1 day', '1h') > 0")).toEqual([
    {
      where: 'shop/Amounts',
      what: "$__timeGroup(created_at + interval '1 day', '1h') is given the expression `created_at + interval '1 day'` instead of a column.",
      next,
    },
  ])
})

it('reports a macro without a column', () => {
  expect(inPanel('$__unixEpochFilter()')[0]?.what).toBe('$__unixEpochFilter() names no column.')
})

it.each([
  '$__timeFilter(created_at)',
  '$__timeFilter( o.created_at )',
  '$__timeFilter("created at")',
  '$__timeFilter(public.orders."created_at")',
  "$__timeGroupAlias(created_at, '5m') > 0",
  '$__timeFrom() < created_at',
  "status <> '$__timeFilter(f(x))'",
])('is silent about %s', (condition) => {
  expect(inPanel(condition)).toEqual([])
})
