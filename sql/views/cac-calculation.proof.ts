import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { billingRecords, expenses, users } from '../sources.ts'
import { cacCalculation } from './cac-calculation.ts'

const march = '2026-03-01'
const user = factory(users, { signup_date: '2026-03-10', acquisition_channel: 'paid' })
const expense = factory(expenses, {
  date: '2026-03-05',
  department: 'marketing',
  category: 'paid_ads',
  amount: 600,
})
/** A charge brings its user along, who signed up a year before. */
const subscriber = user({ user_id: 'old', signup_date: '2025-03-01', acquisition_channel: 'referral' })
const charge = factory(billingRecords, {
  user_id: 'old',
  date: '2026-03-01',
  status: 'active',
  subscription_tier: 'starter',
})
const lastYear = { month: '2025-03-01' }

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'without expenses and signups there is no month': given().view(cacCalculation, []),

    'a month with expenses alone costs, and has no ratios': given(expense()).view(cacCalculation, [
      {
        month: march,
        total_marketing_cost: 600,
        new_customers: 0,
        overall_cac: null,
        paid_cac: null,
        organic_cac: null,
        cac_payback_months: null,
        paid_ads_cost: 600,
        content_cost: 0,
        paid_customers: 0,
        organic_customers: 0,
      },
    ]),
    'a month with signups alone cost 0': given(user()).view(cacCalculation, [
      {
        month: march,
        total_marketing_cost: 0,
        new_customers: 1,
        overall_cac: 0,
        paid_cac: 0,
        organic_cac: null,
        paid_ads_cost: 0,
        content_cost: 0,
        paid_customers: 1,
        organic_customers: 0,
      },
    ]),
    ...proveEach(['engineering', 'operations', 'Marketing'], (department) => [
      `expenses of ${department} do not count`,
      given(expense({ department })).view(cacCalculation, []),
    ]),
    ...proveEach(['paid_ads', 'content_marketing', 'sales', 'events'], (category) => [
      `${category} of marketing counts for all customers`,
      given(expense({ category }), user()).view(cacCalculation, [
        { total_marketing_cost: 600, overall_cac: 600 },
      ]),
    ]),
    'paid ads of another department do not count': given(
      expense(),
      expense({ department: 'engineering', amount: 1000 }),
      user(),
    ).view(cacCalculation, [{ total_marketing_cost: 600, paid_ads_cost: 600, paid_cac: 600 }]),

    'costs are shared by all new customers': given(
      expense({ amount: 900 }),
      user(),
      user({ acquisition_channel: 'organic' }),
      user({ acquisition_channel: 'referral' }),
    ).view(cacCalculation, [{ new_customers: 3, overall_cac: 300 }]),
    'costs per customer are not truncated': given(expense({ amount: 100 }), user(), user(), user()).view(
      cacCalculation,
      [{ overall_cac: 100 / 3, paid_cac: 100 / 3 }],
    ),
    'expenses of a month are summed': given(
      expense({ amount: 100.25 }),
      expense({ amount: 0.75 }),
      expense({ category: 'content_marketing', amount: 4 }),
      expense({ category: 'content_marketing', amount: 5 }),
    ).view(cacCalculation, [{ total_marketing_cost: 110, paid_ads_cost: 101, content_cost: 9 }]),
    'paid ads are shared by paid customers': given(
      expense(),
      expense({ category: 'sales', amount: 50 }),
      user(),
      user(),
      user({ acquisition_channel: 'organic' }),
    ).view(cacCalculation, [{ paid_customers: 2, paid_cac: 300, organic_customers: 1, organic_cac: 0 }]),
    'content is shared by organic customers': given(
      expense({ category: 'content_marketing', amount: 90 }),
      user({ acquisition_channel: 'organic' }),
      user({ acquisition_channel: 'organic' }),
      user(),
    ).view(cacCalculation, [{ organic_customers: 2, organic_cac: 45, paid_customers: 1, paid_cac: 0 }]),
    'paid ads without a paid customer have no cost per customer': given(
      expense(),
      user({ acquisition_channel: 'organic' }),
    ).view(cacCalculation, [{ paid_cac: null, overall_cac: 600 }]),
    'content without an organic customer has no cost per customer': given(
      expense({ category: 'content_marketing' }),
      user(),
    ).view(cacCalculation, [{ organic_cac: null }]),
    'a customer of no known channel is a new customer alone': given(
      expense(),
      user({ acquisition_channel: null }),
      user({ acquisition_channel: 'referral' }),
    ).view(cacCalculation, [
      { new_customers: 2, paid_customers: 0, organic_customers: 0, overall_cac: 300, paid_cac: null },
    ]),

    'months stand apart': given(
      expense({ date: '2026-02-28', amount: 1 }),
      expense({ date: '2026-03-01', amount: 2 }),
      user({ signup_date: '2026-02-28' }),
      user({ signup_date: '2026-03-01' }),
      user({ signup_date: '2026-03-31' }),
    ).view(cacCalculation, [
      { month: '2026-02-01', total_marketing_cost: 1, new_customers: 1 },
      { month: march, total_marketing_cost: 2, new_customers: 2 },
    ]),
    'a month with expenses and a month with signups are both there': given(
      expense({ date: '2026-01-31' }),
      user(),
    ).view(cacCalculation, [
      { month: '2026-01-01', total_marketing_cost: 600, new_customers: 0 },
      { month: march, total_marketing_cost: 0, new_customers: 1 },
    ]),
    'a month of neither is not there': given(
      expense({ date: '2026-01-31' }),
      expense({ date: '2026-03-31' }),
    ).view(cacCalculation, [{ month: '2026-01-01' }, { month: march }]),

    'a customer pays back by what a user brings in the month': given(
      expense({ amount: 594 }),
      user(),
      subscriber,
      charge(),
    ).view(cacCalculation, [lastYear, { month: march, cac_payback_months: 2 }]),
    'payback is that of one of several customers': given(
      expense({ amount: 594 }),
      user(),
      user(),
      subscriber,
      charge(),
    ).view(cacCalculation, [lastYear, { month: march, overall_cac: 297, cac_payback_months: 1 }]),
    'what a user brings is the mean over users': given(
      expense({ amount: 647 }),
      user(),
      subscriber,
      charge(),
      user({ user_id: 'older', signup_date: '2025-03-01' }),
      charge({ user_id: 'older', subscription_tier: 'growth' }),
    ).view(cacCalculation, [lastYear, { month: march, cac_payback_months: 1 }]),
    'payback is not truncated': given(expense({ amount: 100 }), user(), subscriber, charge()).view(
      cacCalculation,
      [lastYear, { month: march, cac_payback_months: 100 / 297 }],
    ),
    'a month without subscribers has no payback': given(expense(), user()).view(cacCalculation, [
      { overall_cac: 600, cac_payback_months: null },
    ]),
    'subscribers of another month say nothing of payback': given(
      expense(),
      user(),
      subscriber,
      charge({ date: '2026-02-28' }),
    ).view(cacCalculation, [lastYear, { month: march, cac_payback_months: null }]),
    'users of a free tier pay nothing back': given(
      expense(),
      user(),
      subscriber,
      charge({ subscription_tier: 'beta' }),
    ).view(cacCalculation, [lastYear, { month: march, cac_payback_months: null }]),
    'without new customers nothing is to be paid back': given(expense(), subscriber, charge()).view(
      cacCalculation,
      [lastYear, { month: march, overall_cac: null, cac_payback_months: null }],
    ),
    'signups that cost nothing are paid back at once': given(user(), subscriber, charge()).view(
      cacCalculation,
      [lastYear, { month: march, cac_payback_months: 0 }],
    ),
    'months of subscribers alone are not there': given(subscriber, charge()).view(cacCalculation, [lastYear]),
  },
)
