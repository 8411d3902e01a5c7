import { beforeAll, describe, expect, test } from 'vitest'
import { advance } from '../../../toolkit/grafana/model/alerts/advance.ts'
import { evaluateRule } from '../../../toolkit/grafana/model/alerts/evaluate-rule.ts'
import { ruleRefusal } from '../../../toolkit/grafana/model/alerts/rule-refusal.ts'
import { unreachableDatabase } from '../../../toolkit/grafana/model/frames/database-error.ts'
import type { Answer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import { testDatabase } from '../../support/database.ts'
import { answerTo } from './answer-to.ts'
import { type RecordedCase, recordedCases } from './corpus.ts'
import {
  lastHour,
  type RecordedOutcome,
  type RecordedRule,
  recordedRule,
  withoutFrames,
  writeAlert,
  writeResults,
} from './recorded-rule.ts'

const database = await testDatabase()
const client = await database.connect()

beforeAll(async () => {
  await client.query(`create type mood as enum ('sad', 'happy'); set timezone = 'UTC'`)
})

/** When the results were recorded; the alerts were at some later time. */
const recordedAt = Date.parse('2024-03-10T01:00:00Z')

async function evaluate(input: RecordedRule, at: number) {
  const asked = input.queries.filter(({ sql }) => sql !== undefined)
  const answers = new Map<string, Answer>()
  for (const { refId, datasource, sql = '', format, relativeTimeRange = lastHour } of asked) {
    const down: Answer = { kind: 'error', error: unreachableDatabase }
    const answer =
      datasource === 'pgdown' ? down : await answerTo(client, { sql, format, relativeTimeRange }, at)
    answers.set(refId, answer)
  }
  return evaluateRule(recordedRule(input), answers, { at })
}

const built = 'Failed to build evaluator for queries and expressions: '

// The recording does not say that another data source was asked.
const askedOf = (datasource: string, { input, ...rest }: RecordedCase<RecordedRule, RecordedOutcome>) => ({
  ...rest,
  input: { ...input, queries: input.queries.map((query) => ({ ...query, datasource })) },
})

/** Recorded cases in which the model is not as Grafana, and why. */
const differing: Readonly<Record<string, string>> = {
  'data source does not exist':
    'the model is given answers; which data sources there are is not its business',
}

for (const subject of ['alerts', 'alerts-reduce', 'alerts-math']) {
  const cases = recordedCases<RecordedRule, RecordedOutcome>(subject)
    .filter(({ name }) => !(name in differing))
    .map((recorded) => (recorded.name === 'data source down' ? askedOf('pgdown', recorded) : recorded))
  describe(`${subject}: what a rule makes of its queries`, () => {
    test.each(cases)('$name', async ({ input, output }) => {
      const evaluation = await evaluate(input, recordedAt)
      if (output.testFailed)
        expect(ruleRefusal(recordedRule(input)) ?? built + evaluation.refused).toBe(output.testFailed.message)
      if (output.failed) {
        expect(built + evaluation.refused).toBe(output.failed.message)
        return
      }
      expect(writeResults(evaluation)).toEqual(withoutFrames(output.results))
      if (!output.alerts) return
      const now = await evaluate(input, Date.parse('2026-01-01T00:00:00Z'))
      const states = advance([], now, { rule: recordedRule(input), interval: '1m' })
      expect(states.map((state) => writeAlert(state, now))).toEqual(output.alerts)
    })
  })
}
