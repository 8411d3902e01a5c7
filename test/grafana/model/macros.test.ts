import pg, { DatabaseError } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  describeDatabaseError,
  unreachableDatabase,
} from '../../../toolkit/grafana/model/frames/database-error.ts'
import { type Answer, readAnswer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import { expandMacros } from '../../../toolkit/grafana/model/macros/expand-macros.ts'
import { rawResults } from '../../../toolkit/query/raw-results.ts'
import { testDatabase } from '../../support/database.ts'
import { recordedCases } from './corpus.ts'
import { asRecorded, type RecordedAnswer, withoutHttp } from './recorded-frame.ts'

const database = await testDatabase()
const client = await database.connect()

// Recorded in a month of 30 days: the length of `1M` is counted from the present.
const now = new Date('2026-09-10T12:00:00Z')

beforeAll(async () => {
  await client.query(`do $$ begin create role reader; exception when duplicate_object then null; end $$`)
})

interface MacroInput {
  readonly rawSql: string
  readonly format: string
  readonly from: string
  readonly to: string
  readonly intervalMs: number | null
  readonly datasource?: string
}

const moment = (text: string) => new Date(/^-?\d+$/.test(text) ? Number(text) : text)

async function answerTo(input: MacroInput): Promise<{ executed: string | undefined; answer: Answer }> {
  const range = { from: moment(input.from), to: moment(input.to) }
  const timescaledb = input.datasource === 'pgts'
  const interval = input.intervalMs ?? 1000
  const expanded = expandMacros(input.rawSql, { range, interval, now, timescaledb })
  if (!expanded.ok)
    return {
      executed: undefined,
      answer: { kind: 'error', error: `interpolation failed: ${expanded.error}` },
    }
  const { sql, fill } = expanded
  try {
    const results = await resultsOf(sql, input.datasource)
    const answer = readAnswer(results, { format: input.format, range, fill, rowLimit: 1000 })
    return { executed: sql, answer }
  } catch (error) {
    if (!(error instanceof DatabaseError))
      return { executed: sql, answer: { kind: 'error', error: unreachableDatabase } }
    const { severity = '', message, code = '' } = error
    return {
      executed: sql,
      answer: { kind: 'error', error: describeDatabaseError({ severity, message, code }) },
    }
  }
}

async function resultsOf(sql: string, datasource: string | undefined) {
  if (datasource === 'pgdown') await new pg.Client({ host: '127.0.0.1', port: 1 }).connect()
  await client.query('discard all')
  await client.query(`set timezone = 'UTC'`)
  return rawResults(client, sql, 'simple')
}

describe('what Grafana sends to Postgres for a query with macros', () => {
  test.each(recordedCases<MacroInput, RecordedAnswer>('macros'))('$name', async ({ input, output }) => {
    const { executed, answer } = await answerTo(input)
    const recorded = output.executed ?? output.frames?.[0]?.executed
    if (recorded !== undefined) expect(executed).toBe(recorded)
    expect(asRecorded(answer, output)).toEqual(withoutHttp(output))
  })
})
