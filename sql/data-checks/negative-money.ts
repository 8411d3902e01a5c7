import { type Expression, rows, sql } from 'sightline'
import { dataCheck } from 'sightline/data-checks'
import { billingRecords, expenses, videoGenerationLog, videos } from '../sources.ts'

export const negativeMoney = dataCheck('negative-money', {
  description: 'Charges, overage, expenses, video revenue and generation costs are never below 0.',
  remedy: 'Correct the amount at its source; a refund is a record of its own status, not a negative charge.',
  query: rows(billingRecords)
    .where('amount', '<', 0)
    .select((eb) => fault('billing_records.amount', eb.ref('record_id'), eb.ref('amount')))
    .unionAll([
      rows(billingRecords)
        .where('overage_revenue', '<', 0)
        .select((eb) =>
          fault('billing_records.overage_revenue', eb.ref('record_id'), eb.ref('overage_revenue')),
        ),
      rows(expenses)
        .where('amount', '<', 0)
        .select((eb) => fault('expenses.amount', eb.ref('expense_id'), eb.ref('amount'))),
      rows(videos)
        .where('revenue_cents', '<', 0)
        .select((eb) => fault('videos.revenue_cents', eb.ref('video_id'), eb.ref('revenue_cents'))),
      rows(videoGenerationLog)
        .where('total_cost_cents', '<', 0)
        .select((eb) =>
          fault('video_generation_log.total_cost_cents', eb.ref('generation_id'), eb.ref('total_cost_cents')),
        ),
    ]),
})

/** One fault: the column, the key of the row, and the amount there in the unit of its column. */
function fault(column: string, key: Expression<string | number>, amount: Expression<number | null>) {
  return [
    sql<string>`${sql.lit(column)}::text`.as('source_column'),
    sql<string>`${key}::text`.as('source_key'),
    sql<number | null>`${amount}::numeric`.as('amount'),
  ] as const
}
