import { statPanel } from 'sightline'
import { expect, it } from 'vitest'
import { slowQuery } from '../../../toolkit/check/rules/slow-query.ts'
import { contextOf, failed, findings, fromOrders, returned, shop } from './context.ts'

const panel = statPanel({
  title: 'Orders',
  description: 'All of them.',
  query: fromOrders().select((eb) => eb.fn.countAll<number>().as('orders')),
})
const after = (milliseconds: number) =>
  contextOf([shop(panel)], {
    results: { 'shop/Orders': returned({ orders: 'number' }, [], milliseconds) },
  })

it('reports a query over its budget with both numbers', () => {
  expect(findings(slowQuery, after(812.4))).toEqual([
    {
      where: 'shop/Orders',
      what: 'The query took 813 ms; its budget is 500 ms.',
      next: 'Read a materialized view, add an index on the columns that it filters by, or raise `check.slowQueryBudget` of the project.',
    },
  ])
})

it('is silent about a query within its budget, and about one that failed', () => {
  expect(findings(slowQuery, after(500))).toEqual([])
  const results = { 'shop/Orders': failed('canceling statement due to statement timeout') }
  expect(findings(slowQuery, contextOf([shop(panel)], { results }))).toEqual([])
})

it('holds a query to a budget of its own', () => {
  const results = { 'shop/Orders': returned({ orders: 'number' }, [], 60) }
  const within = (budget: number) => contextOf([shop(panel)], { results, budgets: { 'shop/Orders': budget } })
  expect(findings(slowQuery, within(60))).toEqual([])
  expect(findings(slowQuery, within(50))).toMatchObject([
    { where: 'shop/Orders', what: 'The query took 60 ms; its budget is 50 ms.' },
  ])
})

it('reports a budget for a query that the project does not have', () => {
  const context = contextOf([shop(panel)], { budgets: { 'shop/Ordres': 50 } })
  expect(findings(slowQuery, context)).toMatchObject([
    { where: 'shop/Ordres', what: 'The project has a budget for a query that it does not have.' },
  ])
})
