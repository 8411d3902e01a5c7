import { describeDatabaseError } from '../grafana/model/frames/database-error.ts'
import { type Answer, readAnswer } from '../grafana/model/frames/read-answer.ts'
import type { QueryResult } from './run-query.ts'

/** What Grafana's data source makes of the result of an alert's query, which is a table. */
export function alertAnswer(result: QueryResult): Answer {
  if (result.ok) {
    // Only the fill of a time series looks at the range.
    const range = { from: new Date(0), to: new Date(0) }
    return readAnswer([result.statement], { format: 'table', range, fill: undefined })
  }
  const { message, problem } = result
  return { kind: 'error', error: problem ? describeDatabaseError(problem) : message }
}
