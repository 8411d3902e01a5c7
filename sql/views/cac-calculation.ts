import { from, monthOf, ratio, view } from 'sightline'
import { expenses, users } from '../sources.ts'
import { mrrCalculation } from './mrr-calculation.ts'

export const cacCalculation = view('analytics.cac_calculation', {
  description:
    'Customer acquisition cost: what marketing spent in a month against the users who signed up in it. Every month with a marketing expense or a signup.',
  grain: ['month'],
  columns: {
    month: 'First day of the UTC month.',
    total_marketing_cost: 'All expenses of the marketing department (US dollars); 0 when there are none.',
    new_customers: 'Users who signed up in the month (count).',
    overall_cac:
      'total_marketing_cost / new_customers (US dollars per customer); null without new customers.',
    paid_cac: 'Paid ads cost per customer of the paid channel (US dollars); null without such customers.',
    organic_cac:
      'Content marketing cost per customer of the organic channel (US dollars); null without such customers.',
    cac_payback_months:
      "overall_cac / the month's arpu: how long a customer takes to earn it back (months); null without either.",
    paid_ads_cost: 'Marketing expenses of the category paid_ads (US dollars).',
    content_cost: 'Marketing expenses of the category content_marketing (US dollars).',
    paid_customers: 'New customers of the acquisition channel paid (count).',
    organic_customers: 'New customers of the acquisition channel organic (count).',
  },
  query: monthlyAcquisition()
    .selectFrom('acquisition')
    .leftJoin('analytics.mrr_calculation as mrr', 'mrr.month', 'acquisition.month')
    .select((eb) => {
      const overall = ratio(eb.ref('total_marketing_cost'), eb.ref('new_customers'))
      return [
        'acquisition.month',
        'total_marketing_cost',
        'new_customers',
        overall.as('overall_cac'),
        ratio(eb.ref('paid_ads_cost'), eb.ref('paid_customers')).as('paid_cac'),
        ratio(eb.ref('content_cost'), eb.ref('organic_customers')).as('organic_cac'),
        ratio(overall, eb.ref('mrr.arpu')).as('cac_payback_months'),
        'paid_ads_cost',
        'content_cost',
        'paid_customers',
        'organic_customers',
      ]
    }),
})

/** Costs and signups side by side; a month that has only one of them is 0 on the other side. */
function monthlyAcquisition() {
  return marketingCosts()
    .with('signups', (db) =>
      db
        .selectFrom('users')
        .groupBy((eb) => monthOf(eb.ref('signup_date')))
        .select((eb) => [
          monthOf(eb.ref('signup_date')).as('month'),
          eb.fn.countAll().as('new_customers'),
          eb.fn.countAll().filterWhere('acquisition_channel', '=', 'paid').as('paid_customers'),
          eb.fn.countAll().filterWhere('acquisition_channel', '=', 'organic').as('organic_customers'),
        ]),
    )
    .with('acquisition', (db) =>
      db
        .selectFrom('costs')
        .fullJoin('signups', 'signups.month', 'costs.month')
        .select((eb) => [
          eb.fn.coalesce('costs.month', 'signups.month').$notNull().as('month'),
          eb.fn.coalesce('total_marketing_cost', eb.lit(0)).as('total_marketing_cost'),
          eb.fn.coalesce('paid_ads_cost', eb.lit(0)).as('paid_ads_cost'),
          eb.fn.coalesce('content_cost', eb.lit(0)).as('content_cost'),
          eb.fn.coalesce('new_customers', eb.lit(0)).as('new_customers'),
          eb.fn.coalesce('paid_customers', eb.lit(0)).as('paid_customers'),
          eb.fn.coalesce('organic_customers', eb.lit(0)).as('organic_customers'),
        ]),
    )
}

function marketingCosts() {
  return from(expenses, users, mrrCalculation).with('costs', (db) =>
    db
      .selectFrom('expenses')
      .where('department', '=', 'marketing')
      .groupBy((eb) => monthOf(eb.ref('date')))
      .select((eb) => [
        monthOf(eb.ref('date')).as('month'),
        eb.fn.sum('amount').as('total_marketing_cost'),
        eb.fn.sum('amount').filterWhere('category', '=', 'paid_ads').as('paid_ads_cost'),
        eb.fn.sum('amount').filterWhere('category', '=', 'content_marketing').as('content_cost'),
      ]),
  )
}
