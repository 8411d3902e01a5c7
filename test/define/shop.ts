import { from, materializedView, refreshFunction, schedule, source, table, utcDay, view } from 'sightline'
import { bigint, boolean, date, integer, numeric, text, timestamptz } from 'sightline/columns'

/** The smallest project that has one of everything; tests define their own where a detail matters. */

export const customers = source('customers', {
  description: 'People who order.',
  columns: {
    customer_id: text().primaryKey(),
    name: text(),
    country: text().nullable(),
    joined_on: date(),
    vip: boolean().default('false'),
  },
})

export const orders = source('orders', {
  description: 'What was ordered.',
  columns: {
    order_id: bigint().primaryKey().generated(),
    customer_id: text().references('customers'),
    status: text(),
    placed_at: timestamptz(),
    shipped_at: timestamptz().nullable(),
    amount_cents: integer(),
    discount: numeric(8, 2).nullable(),
  },
})

export const settings = source('settings', {
  description: 'Facts by key.',
  columns: { key: text().primaryKey(), value: text() },
})

export const refreshLog = table('analytics.refresh_log', {
  description: 'One row for each refresh.',
  primaryKey: ['view_name', 'started_at'],
  columns: { view_name: text(), started_at: timestamptz(), duration_ms: numeric(), row_count: bigint() },
})

export const dailyOrders = view('analytics.daily_orders', {
  description: 'Orders per UTC day.',
  grain: ['day'],
  columns: { day: 'The UTC day.', revenue: 'Cents.' },
  query: from(orders)
    .selectFrom('orders')
    .select((eb) => [
      utcDay(eb.ref('placed_at')).as('day'),
      eb.fn.countAll<number>().as('orders'),
      eb.fn.sum<number>('amount_cents').as('revenue'),
    ])
    .groupBy('day'),
})

export const customerTotals = materializedView('analytics.customer_totals', {
  description: 'What each customer ordered in all.',
  grain: ['customer_id'],
  query: from(customers, orders)
    .selectFrom('customers')
    .leftJoin('orders', 'orders.customer_id', 'customers.customer_id')
    .groupBy(['customers.customer_id', 'customers.name'])
    .select((eb) => [
      'customers.customer_id',
      'customers.name',
      eb.fn.sum<number | null>('orders.amount_cents').as('total_cents'),
    ]),
})

export const refreshTotals = refreshFunction('refresh_totals', {
  description: 'Refreshes the totals.',
  views: [customerTotals],
  log: refreshLog,
  lastRefresh: { table: settings, key: 'last_refresh' },
})

export const hourlyRefresh = schedule('refresh-totals', {
  description: 'Every hour.',
  cron: '0 * * * *',
  run: refreshTotals,
})

/** Everything that the shop has in its database. */
export const shopSql = [
  customers,
  orders,
  settings,
  refreshLog,
  dailyOrders,
  customerTotals,
  refreshTotals,
  hourlyRefresh,
]
