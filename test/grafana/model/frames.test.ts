import { DatabaseError } from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { describeDatabaseError } from '../../../toolkit/grafana/model/frames/database-error.ts'
import { type Answer, readAnswer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import { rawResults } from '../../../toolkit/query/raw-results.ts'
import { testDatabase } from '../../support/database.ts'
import { recordedCases } from './corpus.ts'
import { asRecorded, type RecordedAnswer, withoutHttp } from './recorded-frame.ts'

const database = await testDatabase()
const client = await database.connect()
const range = { from: new Date('2024-03-10T00:00:00Z'), to: new Date('2024-03-10T01:00:00Z') }

beforeAll(async () => {
  await client.query(`
    create type mood as enum ('sad', 'happy');
    create domain posint as int check (value > 0);
    create domain shorttext as varchar(5);
    create domain mydate as date;
    create type pair as (a int, b text);
    create extension citext;
    create extension hstore;
    set timezone = 'UTC'`)
})

interface FrameInput {
  readonly rawSql: string
  readonly format?: string
}

async function answerTo({ rawSql, format }: FrameInput): Promise<Answer> {
  try {
    const results = await rawResults(client, rawSql, 'simple')
    return readAnswer(results, { format, range, fill: undefined, rowLimit: 1000 })
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    const { severity = '', message, code = '' } = error
    return { kind: 'error', error: describeDatabaseError({ severity, message, code }) }
  }
}

describe('what Grafana makes of the result of a query', () => {
  test.each(recordedCases<FrameInput, RecordedAnswer>('frames'))('$name', async ({ input, output }) => {
    expect(asRecorded(await answerTo(input), output)).toEqual(withoutHttp(output))
  })
})
