import type { CellsOf } from '../cells.ts'
import { bigint, text, timestamptz } from '../columns/column-types.ts'
import { type Table, table } from '../source.ts'

/** What a run of a data check found, or why it could not be run. */
interface ResultRow {
  readonly check_name: string
  readonly checked_at: Date
  readonly faults: number | null
  readonly problem: string | null
}

export type ResultTable = Table<string, CellsOf<ResultRow>>

export const resultTable = (schema: string): ResultTable =>
  table(`${schema}.data_check_results`, {
    description:
      'One row for each run of a data check: how many faults it found, or why it could not be run.',
    primaryKey: ['check_name', 'checked_at'],
    columns: {
      check_name: text(),
      checked_at: timestamptz(),
      faults: bigint().nullable(),
      problem: text().nullable(),
    },
  })
