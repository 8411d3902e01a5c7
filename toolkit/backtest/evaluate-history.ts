import pg from 'pg'
import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import { describeDatabaseError } from '../grafana/model/frames/database-error.ts'
import { type Answer, readAnswer } from '../grafana/model/frames/read-answer.ts'
import { beginWith } from '../postgres/session-settings.ts'
import { rawResults } from '../query/raw-results.ts'
import { expandQuery } from '../release/expand-query.ts'
import type { ProjectQuery } from '../release/project-query.ts'
import type { Release } from '../release/release.ts'
import { ruleQueries } from '../release/rule-queries.ts'
import { quoteLiteral } from '../sql/identifier.ts'
import { historicQuery } from './history-sql.ts'

/** What the queries of a rule returned at a moment, by their names in the rule. */
export interface HistoricAnswer {
  readonly at: number
  readonly answers: ReadonlyMap<string, Answer>
}

interface HistoryOptions {
  readonly release: Release
  readonly moments: readonly number[]
  /** Milliseconds after which Postgres gives up one evaluation. */
  readonly timeout: number
  readonly onProgress?: (done: number) => void
}

/** So many evaluations are one transaction, which only reads. */
const batch = 100

/** Asks the queries of a rule as they would have been asked at some moments. */
export async function evaluateHistory(
  client: pg.ClientBase,
  rule: RuleJson,
  { release, moments, timeout, onProgress }: HistoryOptions,
): Promise<HistoricAnswer[]> {
  const queries = ruleQueries(rule)
  const found: HistoricAnswer[] = []
  for (let start = 0; start < moments.length; start += batch) {
    const some = moments.slice(start, start + batch)
    const byQuery = new Map<string, readonly Answer[]>()
    for (const { refId, query } of queries)
      byQuery.set(refId, await askAll(client, query, some, { release, timeout }))
    for (const [index, at] of some.entries()) {
      const answers = [...byQuery].flatMap(([refId, answered]): [string, Answer][] => {
        const answer = answered[index]
        return answer ? [[refId, answer]] : []
      })
      found.push({ at, answers: new Map(answers) })
    }
    onProgress?.(found.length)
  }
  return found
}

/** The answers at some moments; where one fails, the others are asked without it. */
async function askAll(
  client: pg.ClientBase,
  query: ProjectQuery,
  moments: readonly number[],
  options: Pick<HistoryOptions, 'release' | 'timeout'>,
): Promise<Answer[]> {
  try {
    return await askTogether(client, query, moments, options)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    if (moments.length === 1) {
      const { message, severity = 'ERROR', code = '' } = error
      return [{ kind: 'error', error: describeDatabaseError({ message, severity, code }) }]
    }
    const half = Math.ceil(moments.length / 2)
    const first = await askAll(client, query, moments.slice(0, half), options)
    return [...first, ...(await askAll(client, query, moments.slice(half), options))]
  }
}

async function askTogether(
  client: pg.ClientBase,
  query: ProjectQuery,
  moments: readonly number[],
  { release, timeout }: Pick<HistoryOptions, 'release' | 'timeout'>,
): Promise<Answer[]> {
  const asked = moments.map((at) => expandQuery(query, { now: new Date(at), variables: [] }).sql)
  const historic = new Map([...new Set(asked)].map((sql) => [sql, historicQuery(sql, release).sql]))
  const texts = asked.map((sql) => historic.get(sql) ?? '')
  const distinct = [...historic.values()]
  try {
    await client.query(
      beginWith('isolation level repeatable read read only', `set local statement_timeout = ${timeout}`),
    )
    // What is asked again and again is planned once; ranges in the text make each another one.
    const isOne = distinct.length === 1
    if (isOne) await client.query(`prepare sightline_history (timestamptz) as ${distinct[0]}`)
    const statements = moments.map((at, index) => {
      const moment = quoteLiteral(new Date(at).toISOString())
      return isOne
        ? `execute sightline_history (${moment})`
        : (texts[index] ?? '').replaceAll('$1::timestamptz', `${moment}::timestamptz`)
    })
    const results = await rawResults(client, statements.join(';\n'), 'simple')
    if (isOne) await client.query('deallocate sightline_history')
    const range = { from: new Date(0), to: new Date(0) }
    return results.map((result) => readAnswer([result], { format: 'table', range, fill: undefined }))
  } finally {
    await client.query('rollback').catch(() => {})
    await client.query('deallocate all').catch(() => {})
  }
}
