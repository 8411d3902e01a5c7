import { cache, defineProject, from, source, view } from 'sightline'
import { text } from 'sightline/columns'

export const orders = source('orders', { description: 'Orders.', columns: { order_id: text().primaryKey() } })

export const daily = view('shop.daily', {
  description: 'Orders.',
  grain: ['order_id'],
  query: from(orders).selectFrom('orders').select('order_id'),
})

export const weekly = view('shop.weekly', {
  description: 'Orders again.',
  grain: ['order_id'],
  query: from(daily).selectFrom('shop.daily').select('order_id'),
})

export const totals = cache('totals', {
  description: 'Totals.',
  key: 'shop:{customer}:{month}',
  ttl: 60,
  negativeTtl: 1,
  from: [weekly],
})

export const brief = cache('brief', { description: 'Soon old.', key: 'brief:{name}', ttl: 0.2 })

export const project = defineProject({
  name: 'cached-shop',
  version: '1.0.0',
  folder: { uid: 'cached-shop', title: 'Shop' },
  definitions: [orders, daily, weekly, totals, brief],
  sample: async () => {},
})
