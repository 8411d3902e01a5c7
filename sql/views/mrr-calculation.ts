import { type DatabaseOf, type ExpressionBuilder, from, monthOf, ratio, sql, view } from 'sightline'
import { billingRecords } from '../sources.ts'
import { tierPrices } from '../subscription-tiers.ts'

type Billing = ExpressionBuilder<DatabaseOf<[typeof billingRecords]>, 'billing_records'>

export const mrrCalculation = view('analytics.mrr_calculation', {
  description:
    'Monthly recurring revenue: tier prices plus overage of all users with an active billing record, for every month from the first such record to the last. A user counts once a month, with the tier of their latest active record.',
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
  return monthlyCharges()
    .with('months', (db) =>
      db
        .selectFrom('monthly_charges')
        .select((eb) =>
          sql<Date>`generate_series(${eb.fn.min('month')}::timestamp, ${eb.fn.max('month')}::timestamp, interval '1 month')::date`.as(
            'month',
          ),
        ),
    )
    .with('monthly_totals', (db) =>
      db
        .selectFrom('months')
        .leftJoin('monthly_charges as charged', 'charged.month', 'months.month')
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

/** The months that have active records; of a user's records only the latest says the tier. */
function monthlyCharges() {
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
    .with('monthly_charges', (db) =>
      db
        .selectFrom('charges')
        .groupBy('month')
        .select((eb) => [
          'month',
          eb.fn.countAll().filterWhere('recency', '=', 1).as('active_users'),
          eb.fn.sum('price').filterWhere('recency', '=', 1).as('base_mrr'),
          eb.fn.sum('overage_revenue').as('overage_mrr'),
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
