import { follow, incrementalView, rows } from 'sightline'
import { monthlyCharges } from './monthly-charges.ts'

export const monthlyRevenue = incrementalView('analytics.monthly_revenue', {
  description:
    'What the active billing records of each month are worth: analytics.mrr_calculation adds the months between that have none, and growth. A user counts once a month, with the tier of their latest active record.',
  grain: ['month'],
  columns: {
    month: 'First day of the UTC month.',
    active_users: 'Users with at least one active billing record in the month (count).',
    base_mrr: 'Sum of the tier prices of the active users (US dollars a month).',
    overage_mrr: "Sum of the overage on the month's active records (US dollars); null where none has any.",
  },
  query: rows(monthlyCharges)
    .groupBy('month')
    .select((eb) => [
      'month',
      eb.fn.countAll().as('active_users'),
      eb.fn.sum('price').as('base_mrr'),
      eb.fn.sum('overage_revenue').as('overage_mrr'),
    ]),
  follow: [follow(monthlyCharges, 'month')],
})
