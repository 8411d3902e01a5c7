import { annotation, statPanel } from 'sightline'
import { dataCheck } from 'sightline/data-checks'
import { expect, it } from 'vitest'
import { queryFails } from '../../../toolkit/check/rules/query-fails.ts'
import { contextOf, failed, findings, fromOrders, shop, sites } from './context.ts'

const revenue = fromOrders().select((eb) => eb.fn.sum('amount').as('revenue'))
const panel = statPanel({ title: 'Revenue', description: 'Paid orders.', query: revenue })

it("says a failing query in the database's words and what to correct", () => {
  const context = contextOf([shop(panel)], {
    results: { 'shop/Revenue': failed('column "amount" does not exist') },
  })
  expect(findings(queryFails, context)).toEqual([
    {
      where: 'shop/Revenue',
      what: 'The query fails: column "amount" does not exist.',
      next: 'Correct the name, or the definition of the source that promises it; a function must be listed in the project too.',
    },
  ])
})

it('advises by the kind of failure', () => {
  const advice = (message: string) =>
    findings(queryFails, contextOf([shop(panel)], { results: { 'shop/Revenue': failed(message) } }))[0]?.next
  expect(advice('permission denied for table orders')).toContain('The reader gets what a deploy gives it')
  expect(advice('canceling statement due to statement timeout')).toContain('Make the query faster')
  expect(advice('division by zero')).toContain('ratio(...)')
  expect(advice('invalid input syntax for type integer: "x"')).toContain('Correct the query')
})

it('points to the file and line of what asks: a panel, an annotation, a data check', () => {
  const marks = fromOrders().select(['created_at as time', 'status as text'])
  const check = dataCheck('no-order', {
    description: 'None.',
    remedy: 'Wait.',
    query: fromOrders().select('order_id'),
  })
  const dashboard = { ...shop(panel), annotations: [annotation('Sales', { color: 'red', query: marks })] }
  const context = contextOf([dashboard, check], {
    results: { 'shop/Revenue': failed('a'), 'shop/Sales': failed('b'), 'no-order': failed('c') },
  })
  const found = sites(queryFails, context)
  expect(found).toHaveLength(3)
  for (const site of found) expect(site).toMatch(/^test\/check\/rules\/query-fails\.test\.ts:\d+$/)
})

it('is silent about queries that run', () => {
  expect(findings(queryFails, contextOf([shop(panel)]))).toEqual([])
})
