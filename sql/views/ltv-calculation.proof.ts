import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { billingRecords, users } from '../sources.ts'
import { ltvCalculation } from './ltv-calculation.ts'

const user = factory(users, { user_id: 'ann', signup_date: '2026-01-05' })
const charge = factory(billingRecords, {
  user_id: 'ann',
  date: '2026-01-14',
  status: 'active',
  amount: 100,
})
const bob = factory(users, { user_id: 'bob', signup_date: '2026-01-20' })

export default proofs(
  {
    now: '2026-03-15T12:00:00Z',
    equivalent: [
      {
        of: ltvCalculation,
        change: 'nullif(30, 0) → (30)',
        reason: 'A constant is never 0.',
      },
      {
        of: ltvCalculation,
        change: '(30, 0), 0 → (30, 1), 0',
        reason: 'A constant is never 1.',
      },
      {
        of: ltvCalculation,
        change: 'nullif(payments.active_months, 0) → (payments.active_months)',
        reason: 'Who has a payment has a month with one.',
      },
      {
        of: ltvCalculation,
        change:
          'monthly_revenue from payments inner join public. → monthly_revenue from payments left join public.',
        reason: 'A foreign key gives each payment its user.',
      },
      {
        of: ltvCalculation,
        change: 'signups from cohorts inner join signups on → signups from cohorts left join signups on',
        reason: 'Who pays has signed up, so a cohort has signups.',
      },
    ],
  },
  {
    'without users there is no cohort': given().view(ltvCalculation, []),
    'a cohort that nobody of has paid has no row': given(user()).view(ltvCalculation, []),

    ...proveEach(['active', 'cancelled'], (status) => [
      `a record that is ${status} is revenue`,
      given(user(), charge({ status })).view(ltvCalculation, [
        {
          cohort_month: '2026-01-01',
          avg_lifetime_months: 2,
          avg_monthly_revenue: 100,
          calculated_ltv: 200,
          cohort_size: 1,
          signups: 1,
        },
      ]),
    ]),
    ...proveEach(['failed', 'refunded'], (status) => [
      `a record that is ${status} is no revenue`,
      given(user(), charge({ status })).view(ltvCalculation, []),
    ]),
    ...proveEach(['failed', 'refunded'], (status) => [
      `a record that is ${status} adds neither revenue nor a month, nor is it the first`,
      given(user(), charge(), charge({ status, date: '2025-12-01', amount: 500 })).view(ltvCalculation, [
        { avg_lifetime_months: 2, avg_monthly_revenue: 100 },
      ]),
    ]),

    'the lifetime of who stays ends today': given(user(), charge({ date: '2026-03-05' })).view(
      ltvCalculation,
      [{ avg_lifetime_months: 10 / 30 }],
    ),
    'today is the same until the end of the UTC day': given(user(), charge())
      .at('2026-03-15T23:59:59Z')
      .view(ltvCalculation, [{ avg_lifetime_months: 2 }]),
    'a new UTC day is a day more': given(user(), charge())
      .at('2026-03-16T00:00:00Z')
      .view(ltvCalculation, [{ avg_lifetime_months: 61 / 30 }]),
    'the lifetime of who left ends there': given(user({ churn_date: '2026-02-13' }), charge()).view(
      ltvCalculation,
      [{ avg_lifetime_months: 1 }],
    ),
    'who left on the day of the first payment has no lifetime': given(
      user({ churn_date: '2026-01-14' }),
      charge(),
    ).view(ltvCalculation, [{ avg_lifetime_months: 0, calculated_ltv: 0 }]),
    'who left before the first payment has no negative lifetime': given(
      user({ churn_date: '2026-01-10' }),
      charge(),
    ).view(ltvCalculation, [{ avg_lifetime_months: 0 }]),
    'who will leave later has a lifetime until then': given(
      user({ churn_date: '2026-04-14' }),
      charge(),
    ).view(ltvCalculation, [{ avg_lifetime_months: 3 }]),
    'the first payment is the earliest one': given(
      user(),
      charge({ date: '2026-02-13' }),
      charge({ date: '2026-01-14' }),
    ).view(ltvCalculation, [{ avg_lifetime_months: 2 }]),

    'payments of one month are one month': given(
      user(),
      charge({ date: '2026-01-14' }),
      charge({ date: '2026-01-31', amount: 200 }),
    ).view(ltvCalculation, [{ avg_monthly_revenue: 300 }]),
    'payments of two months are two months': given(
      user(),
      charge({ date: '2026-01-31' }),
      charge({ date: '2026-02-01', amount: 200 }),
    ).view(ltvCalculation, [{ avg_monthly_revenue: 150 }]),
    'the same month of another year is another month': given(
      user(),
      charge({ date: '2025-01-14' }),
      charge({ date: '2026-01-14' }),
    ).view(ltvCalculation, [{ avg_monthly_revenue: 100 }]),
    'revenue of a month is not truncated': given(
      user(),
      charge({ date: '2026-01-14', amount: 0.5 }),
      charge({ date: '2026-02-14', amount: 0.5 }),
      charge({ date: '2026-03-14', amount: 0 }),
    ).view(ltvCalculation, [{ avg_monthly_revenue: 1 / 3 }]),
    'who paid nothing has paid': given(user(), charge({ amount: 0 })).view(ltvCalculation, [
      { cohort_size: 1, avg_monthly_revenue: 0, calculated_ltv: 0 },
    ]),

    'both means are over users': given(
      user({ churn_date: '2026-02-13' }),
      charge({ amount: 100 }),
      bob({ churn_date: '2026-04-14' }),
      charge({ user_id: 'bob', amount: 150 }),
      charge({ user_id: 'bob', amount: 150 }),
    ).view(ltvCalculation, [
      { avg_lifetime_months: 2, avg_monthly_revenue: 200, calculated_ltv: 400, cohort_size: 2 },
    ]),
    'who has not paid is a signup, but not of the cohort size': given(user(), bob(), charge()).view(
      ltvCalculation,
      [{ cohort_size: 1, signups: 2, avg_monthly_revenue: 100 }],
    ),
    'a failed payment makes nobody a payer': given(
      user(),
      bob(),
      charge(),
      charge({ user_id: 'bob', status: 'failed' }),
    ).view(ltvCalculation, [{ cohort_size: 1, signups: 2 }]),
    'cohorts are those of the month of signup': given(
      user({ signup_date: '2026-01-31' }),
      charge(),
      bob({ signup_date: '2026-02-01' }),
      charge({ user_id: 'bob', amount: 50 }),
    ).view(ltvCalculation, [
      { cohort_month: '2026-01-01', cohort_size: 1, signups: 1, avg_monthly_revenue: 100 },
      { cohort_month: '2026-02-01', cohort_size: 1, signups: 1, avg_monthly_revenue: 50 },
    ]),
    'a cohort is not that of the first payment': given(user({ signup_date: '2025-06-30' }), charge()).view(
      ltvCalculation,
      [{ cohort_month: '2025-06-01', avg_lifetime_months: 2 }],
    ),
    'a cohort without payers is left out, others stay': given(
      user(),
      charge(),
      bob({ signup_date: '2026-02-01' }),
    ).view(ltvCalculation, [{ cohort_month: '2026-01-01', signups: 1 }]),
    'the state of the account is not asked': given(user({ status: 'paused' }), charge()).view(
      ltvCalculation,
      [{ cohort_size: 1 }],
    ),
  },
)
