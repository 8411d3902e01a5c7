import { from, ratio, sql, view } from 'sightline'
import { monthlyRevenue } from '../materialized/monthly-revenue.ts'

export const mrrCalculation = view('analytics.mrr_calculation', {
  description:
    'Monthly recurring revenue: tier prices plus overage of all users with an active billing record, for every month from the first such record to the last. A user counts once a month, with the tier of their latest active record. It adds the months without one to analytics.monthly_revenue, which is refreshed every hour.',
  grain: ['month'],
  columns: {
    month: 'First day of the UTC month.',
    active_users: 'Users with at least one active billing record in the month (count).',
    base_mrr: 'Sum of the tier prices of the active users (US dollars a month).',
    overage_mrr: "Sum of the overage on the month's active records (US dollars).",
    total_mrr: 'Base plus overage (US dollars).',
    arpu: 'Average revenue per active user: total_mrr / active_users (US dollars); null without active users.',
    previous_mrr: 'total_mrr of the calendar month before (US dollars); null in the first month.',
    mrr_growth_rate:
      'Change of total_mrr against the month before (percent); null when that was 0 or unknown.',
  },
  query: monthlyTotals()
    .selectFrom('monthly_totals')
    .select(['month', 'active_users', 'base_mrr', 'overage_mrr', 'total_mrr'])
    .select((eb) => {
      const previous = eb.fn.agg<number | null>('lag', ['total_mrr']).over((over) => over.orderBy('month'))
      return [
        ratio(eb.ref('total_mrr'), eb.ref('active_users')).as('arpu'),
        previous.as('previous_mrr'),
        eb(ratio(eb('total_mrr', '-', previous), previous), '*', 100).as('mrr_growth_rate'),
      ]
    }),
})

/** Every month between the first and the last active record, with what its users are worth. */
function monthlyTotals() {
  return from(monthlyRevenue)
    .with('months', (db) =>
      db
        .selectFrom('analytics.monthly_revenue')
        .select((eb) =>
          sql<Date>`generate_series(${eb.fn.min('month')}::timestamp, ${eb.fn.max('month')}::timestamp, interval '1 month')::date`.as(
            'month',
          ),
        ),
    )
    .with('monthly_totals', (db) =>
      db
        .selectFrom('months')
        .leftJoin('analytics.monthly_revenue as charged', 'charged.month', 'months.month')
        .select((eb) => {
          const base = eb.fn.coalesce('charged.base_mrr', eb.lit(0))
          const overage = eb.fn.coalesce('charged.overage_mrr', eb.lit(0))
          return [
            'months.month',
            eb.fn.coalesce('charged.active_users', eb.lit(0)).as('active_users'),
            base.as('base_mrr'),
            overage.as('overage_mrr'),
            eb(base, '+', overage).as('total_mrr'),
          ]
        }),
    )
}
