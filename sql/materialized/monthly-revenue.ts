import {
  type DatabaseOf,
  type ExpressionBuilder,
  follow,
  from,
  incrementalView,
  monthOf,
  rows,
} from 'sightline'
import { billingRecords } from '../sources.ts'
import { tierPrices } from '../subscription-tiers.ts'

type Billing = ExpressionBuilder<DatabaseOf<[typeof billingRecords]>, 'billing_records'>

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
  query: charges()
    .selectFrom('charges')
    .groupBy('month')
    .select((eb) => [
      'month',
      eb.fn.countAll().filterWhere('recency', '=', 1).as('active_users'),
      eb.fn.sum('price').filterWhere('recency', '=', 1).as('base_mrr'),
      eb.fn.sum('overage_revenue').as('overage_mrr'),
    ]),
  follow: [
    follow(
      billingRecords,
      rows(billingRecords).select((eb) => monthOf(eb.ref('date')).as('month')),
    ),
  ],
})

/** Active records, of which only the latest of a user in a month says the tier. */
function charges() {
  return from(billingRecords)
    .with('active_records', (db) =>
      db
        .selectFrom('billing_records')
        .where('status', '=', 'active')
        .select((eb) => [
          monthOf(eb.ref('date')).as('month'),
          'user_id',
          'date',
          'overage_revenue',
          tierPrice(eb).as('price'),
        ]),
    )
    .with('charges', (db) =>
      db.selectFrom('active_records').select((eb) => [
        'month',
        'overage_revenue',
        'price',
        eb.fn
          .agg<number>('row_number')
          .over((over) =>
            over.partitionBy(['month', 'user_id']).orderBy('date', 'desc').orderBy('price', 'desc'),
          )
          .as('recency'),
      ]),
    )
}

/** A numeric price, so that sums of it stay money; a tier that nobody knows is worth 0. */
function tierPrice(eb: Billing) {
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
