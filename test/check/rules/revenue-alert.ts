import { above, alertRule, type Query } from 'sightline'
import type { AlertRule } from 'sightline/engine'
import { fromOrders, sales } from './context.ts'

interface Given {
  readonly uid?: string
  readonly description?: string
  readonly query?: Query<{ revenue: number }>
}

/** A complete alert on the revenue of all orders. */
export function revenueAlert(name = 'Revenue', given: Given = {}): AlertRule {
  return alertRule(name, {
    uid: 'revenue',
    description: 'Orders fail; look at the payment log.',
    query: fromOrders().select((eb) => eb.fn.sum<number>('amount').as('revenue')),
    value: 'revenue',
    condition: above(1),
    every: '1m',
    for: '0s',
    severity: 'info',
    summary: 'Too much.',
    noData: 'OK',
    onError: 'Error',
    contactPoint: sales,
    ...given,
  })
}
