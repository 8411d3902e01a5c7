import { type ClientBase, DatabaseError } from 'pg'
import { describeDatabaseError } from '../../../toolkit/grafana/model/frames/database-error.ts'
import { type Answer, readAnswer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import { expandMacros } from '../../../toolkit/grafana/model/macros/expand-macros.ts'
import { rawResults } from '../../../toolkit/query/raw-results.ts'

/** The query of a rule, and how much time before its evaluation it looks at. */
export interface AskedQuery {
  readonly sql: string
  readonly format: string | undefined
  readonly relativeTimeRange: { readonly from: number; readonly to: number }
}

/** What the model makes of what a real Postgres returns to the query of a rule at some moment. */
export async function answerTo(client: ClientBase, query: AskedQuery, at: number): Promise<Answer> {
  const { from, to } = query.relativeTimeRange
  const range = { from: new Date(at - from * 1000), to: new Date(at - to * 1000) }
  const expanded = expandMacros(query.sql, { range, interval: 1000, now: new Date(at) })
  if (!expanded.ok) return { kind: 'error', error: `interpolation failed: ${expanded.error}` }
  if (expanded.sql === '') return { kind: 'nothing' }
  try {
    const results = await rawResults(client, expanded.sql, 'simple')
    return readAnswer(results, { format: query.format, range, fill: expanded.fill })
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    const { severity = '', message, code = '' } = error
    return { kind: 'error', error: describeDatabaseError({ severity, message, code }) }
  }
}
