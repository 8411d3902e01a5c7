import { ago, alertRule, below, contactPoint, now, rows, secret } from 'sightline'
import { slack } from 'sightline/integrations'
import { orders } from './orders.ts'

export const onCall = contactPoint('shop-on-call', {
  description: 'Whoever looks after the shop this week.',
  integrations: [slack({ channel: '#shop', token: secret('SLACK_TOKEN') })],
})

export const noOrders = alertRule('No Orders', {
  uid: 'shop-no-orders',
  summary: 'Nobody has ordered anything for six hours.',
  description:
    'No row in orders for six hours, day or night. Place an order yourself to see whether the checkout works.',
  query: rows(orders)
    .where('ordered_at', '>', ago({ hours: 6 }))
    .where('ordered_at', '<=', now())
    .select((eb) => eb.fn.countAll().as('orders')),
  value: 'orders',
  condition: below(1),
  every: '5m',
  for: '0s',
  severity: 'critical',
  noData: 'NoData', // a count always has a row
  onError: 'Error',
  contactPoint: onCall,
})
