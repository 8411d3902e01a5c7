import { from, monthOf, ratio, sql, today, view } from 'sightline'
import { billingRecords, users } from '../sources.ts'

export const ltvCalculation = view('analytics.ltv_calculation', {
  description:
    'Customer lifetime value per signup month: how long its paying users stay, times what they pay a month. Only months with at least one paying user; failed and refunded charges are no revenue.',
  grain: ['cohort_month'],
  columns: {
    cohort_month: 'First day of the month in which the users signed up.',
    avg_lifetime_months:
      'Mean over paying users of the time from first payment to churn, or to today (months of 30 days).',
    avg_monthly_revenue: 'Mean over paying users of revenue per month with a payment (US dollars a month).',
    calculated_ltv: 'avg_lifetime_months * avg_monthly_revenue (US dollars per user).',
    cohort_size: 'Users of the cohort who have paid at least once (count).',
    signups: 'All users of the cohort, paying or not (count).',
  },
  query: payingUsers()
    .with('cohorts', (db) =>
      db
        .selectFrom('paying_users')
        .groupBy('cohort_month')
        .select((eb) => [
          'cohort_month',
          eb.fn.avg('lifetime_months').as('avg_lifetime_months'),
          eb.fn.avg('monthly_revenue').as('avg_monthly_revenue'),
          eb.fn.countAll().as('cohort_size'),
        ]),
    )
    .with('signups', (db) =>
      db
        .selectFrom('users')
        .groupBy((eb) => monthOf(eb.ref('signup_date')))
        .select((eb) => [monthOf(eb.ref('signup_date')).as('cohort_month'), eb.fn.countAll().as('signups')]),
    )
    .selectFrom('cohorts')
    .innerJoin('signups', 'signups.cohort_month', 'cohorts.cohort_month')
    .select((eb) => [
      'cohorts.cohort_month',
      'cohorts.avg_lifetime_months',
      'cohorts.avg_monthly_revenue',
      eb('cohorts.avg_lifetime_months', '*', eb.ref('cohorts.avg_monthly_revenue')).as('calculated_ltv'),
      'cohorts.cohort_size',
      'signups.signups',
    ]),
})

/** Users with revenue, each with their lifetime and what a paid month brought. */
function payingUsers() {
  return from(users, billingRecords)
    .with('payments', (db) =>
      db
        .selectFrom('billing_records')
        .where('status', 'in', ['active', 'cancelled'])
        .groupBy('user_id')
        .select((eb) => [
          'user_id',
          eb.fn.min('date').as('first_payment_date'),
          eb.fn.sum('amount').as('total_revenue'),
          eb.fn
            .count(monthOf(eb.ref('date')))
            .distinct()
            .as('active_months'),
        ]),
    )
    .with('paying_users', (db) =>
      db
        .selectFrom('payments')
        .innerJoin('users', 'users.user_id', 'payments.user_id')
        .select((eb) => {
          const end = eb.fn.coalesce('users.churn_date', today())
          const days = sql<number>`${end} - ${eb.ref('payments.first_payment_date')}`
          return [
            monthOf(eb.ref('users.signup_date')).as('cohort_month'),
            eb.fn<number>('greatest', [ratio(days, eb.lit(30)), eb.lit(0)]).as('lifetime_months'),
            ratio(eb.ref('payments.total_revenue'), eb.ref('payments.active_months')).as('monthly_revenue'),
          ]
        }),
    )
}
