import { dataCheck, type Expression, from, sql } from 'sightline'
import { channelPerformance } from '../materialized/channel-performance.ts'
import { videoGenerationMetrics } from '../materialized/video-generation-metrics.ts'
import { cacCalculation } from '../views/cac-calculation.ts'
import { ltvCalculation } from '../views/ltv-calculation.ts'
import { mrrCalculation } from '../views/mrr-calculation.ts'
import { platformPerformance } from '../views/platform-performance.ts'
import { videoPerformanceAnalysis } from '../views/video-performance-analysis.ts'

const db = from(
  mrrCalculation,
  ltvCalculation,
  cacCalculation,
  videoGenerationMetrics,
  platformPerformance,
  channelPerformance,
  videoPerformanceAnalysis,
)

export const duplicateGrain = dataCheck('duplicate-grain', {
  description:
    'Each view has one row for each value of its grain; more would count things twice in every panel.',
  remedy: 'Look the value up in the view named, and correct the source rows that it is made of, or the view.',
  query: db
    .selectFrom('analytics.mrr_calculation')
    .groupBy('month')
    .having(repeated)
    .select((eb) => group('analytics.mrr_calculation', eb.ref('month')))
    .unionAll(
      db
        .selectFrom('analytics.ltv_calculation')
        .groupBy('cohort_month')
        .having(repeated)
        .select((eb) => group('analytics.ltv_calculation', eb.ref('cohort_month'))),
    )
    .unionAll(
      db
        .selectFrom('analytics.cac_calculation')
        .groupBy('month')
        .having(repeated)
        .select((eb) => group('analytics.cac_calculation', eb.ref('month'))),
    )
    .unionAll(
      db
        .selectFrom('analytics.video_generation_metrics')
        .groupBy('date')
        .having(repeated)
        .select((eb) => group('analytics.video_generation_metrics', eb.ref('date'))),
    )
    .unionAll(
      db
        .selectFrom('analytics.platform_performance')
        .having(repeated)
        .select(group('analytics.platform_performance', sql.lit('the only row'))),
    )
    .unionAll(
      db
        .selectFrom('analytics.channel_performance')
        .groupBy('channel_id')
        .having(repeated)
        .select((eb) => group('analytics.channel_performance', eb.ref('channel_id'))),
    )
    .unionAll(
      db
        .selectFrom('analytics.video_performance_analysis')
        .groupBy('video_id')
        .having(repeated)
        .select((eb) => group('analytics.video_performance_analysis', eb.ref('video_id'))),
    ),
})

function repeated() {
  return sql<boolean>`count(*) > 1`
}

/** The columns of one fault: the view, the value of its grain, and how many rows share it. */
function group(view: string, grain: Expression<string | Date>) {
  return [
    sql<string>`${sql.lit(view)}::text`.as('view_name'),
    sql<string>`${grain}::text`.as('grain_value'),
    sql<number>`count(*)`.as('row_count'),
  ] as const
}
