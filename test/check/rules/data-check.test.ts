import { dataCheck } from 'sightline/data-checks'
import { expect, it } from 'vitest'
import { dataCheck as rule } from '../../../toolkit/check/rules/data-check.ts'
import { contextOf, failed, findings, fromOrders, returned } from './context.ts'

const check = dataCheck('negative-amount', {
  description: 'No order has a negative amount.',
  remedy: 'Ask billing to book a refund instead.',
  query: fromOrders().selectAll().where('amount', '<', 0),
})
const fields = { order_id: 'number', status: 'string', amount: 'number', created_at: 'time' } as const
const fault = {
  order_id: 7,
  status: 'a status that nobody would ever want to read to its end',
  amount: -3,
  created_at: new Date('2026-01-02T03:04:05Z'),
  note: null,
}

it('tells how many faults there are, shows the first shortly and gives the remedy', () => {
  const results = { 'negative-amount': returned(fields, [fault, { ...fault, order_id: 8 }]) }
  expect(findings(rule, contextOf([check], { results }))).toEqual([
    {
      where: 'negative-amount',
      what: 'No order has a negative amount. It found 2, first order_id = 7, status = a status that nobody would ever want to…, amount = -3, created_at = 2026-01-02T03:04:05.000Z, ….',
      next: 'Ask billing to book a refund instead.',
    },
  ])
})

it('speaks of one fault in the singular, and names what is NULL', () => {
  const results = { 'negative-amount': returned(fields, [{ order_id: 7, status: null }]) }
  expect(findings(rule, contextOf([check], { results }))[0]?.what).toBe(
    'No order has a negative amount. It found 1 fault: order_id = 7, status = NULL.',
  )
})

it('is silent when no rows come back, or when the query failed', () => {
  expect(findings(rule, contextOf([check]))).toEqual([])
  const results = { 'negative-amount': failed('relation "orders" does not exist') }
  expect(findings(rule, contextOf([check], { results }))).toEqual([])
})
