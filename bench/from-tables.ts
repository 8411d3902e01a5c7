import { ago, from, monthOf, percentile, type Query, ratio } from 'sightline'
import { dollars } from '../sql/dollars.ts'
import { tierPrice } from '../sql/materialized/monthly-charges.ts'
import { billingRecords, channels, videos } from '../sql/sources.ts'

/** The views that are made of other incremental views, as one query of the tables: what a materialized view would be. */
export const fromTables: Readonly<Record<string, Query>> = {
  'analytics.niche_benchmarks': nicheBenchmarks(),
  'analytics.monthly_revenue': monthlyRevenue(),
}

function nicheBenchmarks(): Query {
  return from(videos, channels)
    .selectFrom('videos')
    .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
    .where('videos.status', '=', 'published')
    .where('videos.published_at', '<', ago({ hours: 168 }))
    .groupBy('channels.niche')
    .select((eb) => {
      const views = eb.ref('videos.views')
      const engagements = eb('videos.likes', '+', eb.ref('videos.comments'))
      return [
        'channels.niche',
        percentile(0.25, views).as('views_p25'),
        percentile(0.5, views).as('views_p50'),
        percentile(0.75, views).as('views_p75'),
        percentile(0.9, views).as('views_p90'),
        eb.fn.avg(eb(ratio(engagements, views), '*', 100)).as('engagement_rate'),
        eb.fn.avg(ratio(dollars(eb.ref('videos.revenue_cents')), views)).as('revenue_per_view'),
      ]
    })
}

function monthlyRevenue(): Query {
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
    .selectFrom('charges')
    .groupBy('month')
    .select((eb) => [
      'month',
      eb.fn.countAll().filterWhere('recency', '=', 1).as('active_users'),
      eb.fn.sum('price').filterWhere('recency', '=', 1).as('base_mrr'),
      eb.fn.sum('overage_revenue').as('overage_mrr'),
    ])
}
