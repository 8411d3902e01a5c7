import {
  type DatabaseOf,
  type ExpressionBuilder,
  follow,
  incrementalView,
  monthOf,
  rows,
  sql,
} from 'sightline'
import { billingRecords } from '../sources.ts'
import { tierPrices } from '../subscription-tiers.ts'

type Billing = ExpressionBuilder<DatabaseOf<[typeof billingRecords]>, 'billing_records'>

export const monthlyCharges = incrementalView('analytics.monthly_charges', {
  description:
    'What the active billing records of each user in each month are worth: analytics.monthly_revenue is made of it. The latest of them says the tier; of two on one day, the dearer one.',
  grain: ['month', 'user_id'],
  columns: {
    month: 'First day of the UTC month.',
    user_id: 'The user.',
    price: 'Price of the tier (US dollars a month).',
    overage_revenue: 'Sum of the overage (US dollars); null where no record has any.',
  },
  query: rows(billingRecords)
    .where('status', '=', 'active')
    .groupBy((eb) => [monthOf(eb.ref('date')), 'user_id'])
    .select((eb) => {
      const price = tierPrice(eb)
      const prices = sql<number>`array_agg(${price} order by ${eb.ref('date')} desc, ${price} desc)`
      return [
        monthOf(eb.ref('date')).as('month'),
        'user_id',
        sql<number>`(${prices})[1]`.as('price'),
        eb.fn.sum('overage_revenue').as('overage_revenue'),
      ]
    }),
  follow: [
    follow(
      billingRecords,
      rows(billingRecords).select((eb) => [monthOf(eb.ref('date')).as('month'), 'user_id']),
    ),
  ],
})

/** A numeric price, so that sums of it stay money; a tier that nobody knows is worth 0. */
export function tierPrice(eb: Billing) {
  const price = eb
    .case('subscription_tier')
    .when('starter')
    .then(tierPrices.starter)
    .when('growth')
    .then(tierPrices.growth)
    .when('enterprise')
    .then(tierPrices.enterprise)
    .else(tierPrices.beta)
    .end()
  return eb.cast<number>(price, 'numeric')
}
