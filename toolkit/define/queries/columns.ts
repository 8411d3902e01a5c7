import type { ExpressionBuilder } from 'kysely'
import type { Aggregates } from './aggregates.ts'

/** Kysely's expression builder, with aggregates typed as Postgres types them. */
export interface Columns<DB, TB extends keyof DB> extends ExpressionBuilder<DB, TB> {
  get eb(): Columns<DB, TB>
  get fn(): Aggregates<DB, TB>
}
