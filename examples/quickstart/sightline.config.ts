import { defineProject } from 'sightline'
import { noOrders, onCall } from './sales/alert.ts'
import { salesDashboard } from './sales/dashboard.ts'
import { dailySales, orders, sample } from './sales/orders.ts'

export default defineProject({
  name: 'shop',
  version: '1.0.0',
  folder: { uid: 'shop', title: 'Shop' },
  definitions: [orders, dailySales, salesDashboard, noOrders, onCall],
  sample,
})
