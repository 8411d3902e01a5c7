import { ago } from '../expressions/clock.ts'
import { from } from '../from.ts'
import type { ResultTable } from './result-table.ts'

/** The last result of each check within two days. */
export const latestResults = (results: ResultTable) =>
  from(results)
    .selectFrom(results.name)
    .where('checked_at', '>', ago({ days: 2 }))
    .distinctOn('check_name')
    .select(['check_name', 'checked_at', 'faults', 'problem'])
    .orderBy('check_name')
    .orderBy('checked_at', 'desc')
