import { dataCheck, type Expression, from, type RawBuilder, sql } from 'sightline'
import { billingRecords, expenses, videoGenerationLog, videos } from '../sources.ts'

const db = from(billingRecords, expenses, videos, videoGenerationLog)

export const negativeMoney = dataCheck('negative-money', {
  description: 'Charges, overage, expenses, video revenue and generation costs are never below 0.',
  remedy: 'Correct the amount at its source; a refund is a record of its own status, not a negative charge.',
  query: db
    .selectFrom('billing_records')
    .where('amount', '<', 0)
    .select((eb) => fault('billing_records', 'amount', eb.ref('record_id'), eb.ref('amount')))
    .unionAll(
      db
        .selectFrom('billing_records')
        .where('overage_revenue', '<', 0)
        .select((eb) =>
          fault('billing_records', 'overage_revenue', eb.ref('record_id'), eb.ref('overage_revenue')),
        ),
    )
    .unionAll(
      db
        .selectFrom('expenses')
        .where('amount', '<', 0)
        .select((eb) => fault('expenses', 'amount', eb.ref('expense_id'), eb.ref('amount'))),
    )
    .unionAll(
      db
        .selectFrom('videos')
        .where('revenue_cents', '<', 0)
        .select((eb) => fault('videos', 'revenue_cents', eb.ref('video_id'), eb.ref('revenue_cents'))),
    )
    .unionAll(
      db
        .selectFrom('video_generation_log')
        .where('total_cost_cents', '<', 0)
        .select((eb) =>
          fault(
            'video_generation_log',
            'total_cost_cents',
            eb.ref('generation_id'),
            eb.ref('total_cost_cents'),
          ),
        ),
    ),
})

/** The columns of one fault: where it stands, and the amount there in the unit of its column. */
function fault(
  table: string,
  column: string,
  key: Expression<string | number>,
  amount: Expression<number | null>,
) {
  return [
    literal(table).as('source_table'),
    literal(column).as('source_column'),
    sql<string>`${key}::text`.as('source_key'),
    sql<number | null>`${amount}::numeric`.as('amount'),
  ] as const
}

function literal(value: string): RawBuilder<string> {
  return sql<string>`${sql.lit(value)}::text`
}
