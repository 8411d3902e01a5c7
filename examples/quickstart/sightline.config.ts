import { defineProject } from 'sightline'
import { noOrders } from './sales/alert.ts'
import { salesDashboard } from './sales/dashboard.ts'
import { sample } from './sales/orders.ts'

export default defineProject({
  name: 'shop',
  version: '1.0.0',
  folder: { uid: 'shop', title: 'Shop' },
  definitions: [salesDashboard, noOrders],
  sample,
})
