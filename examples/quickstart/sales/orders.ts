import { rows, source, utcDay, view } from 'sightline'
import { bigint, numeric, text, timestamptz } from 'sightline/columns'
import type { Sample } from 'sightline/sample'

export const orders = source('orders', {
  description: 'What customers bought; the shop writes it.',
  columns: {
    order_id: bigint().primaryKey(),
    region: text(), // north | south
    ordered_at: timestamptz(),
    amount: numeric(10, 2), // US dollars
  },
})

export const dailySales = view('analytics.daily_sales', {
  description: 'Sales of each UTC day and region that had orders.',
  grain: ['day', 'region'],
  columns: { revenue: 'Sum of the orders (US dollars).' },
  query: rows(orders)
    .groupBy((eb) => [utcDay(eb.ref('ordered_at')), 'region'])
    .select((eb) => [
      utcDay(eb.ref('ordered_at')).as('day'),
      'region',
      eb.fn.countAll().as('orders'),
      eb.fn.sum('amount').as('revenue'),
    ]),
})

/** An order every hour of the last 30 days; they turn larger from day to day. */
export const sample: Sample = async ({ now, copy }) => {
  const rows = Array.from({ length: 30 * 24 }, (_, hours) => ({
    order_id: hours + 1,
    region: hours % 3 === 0 ? 'north' : 'south',
    ordered_at: new Date(now.getTime() - hours * 3_600_000),
    amount: 80 - hours / 20,
  }))
  await copy(orders, rows)
}
