import { expect, it } from 'vitest'
import { evaluateRule } from '../../../toolkit/grafana/model/alerts/evaluate-rule.ts'
import { readAnswer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import { recordedRule, writeResults } from './recorded-rule.ts'

const timestamptz = 1184
const float8 = 701
const range = { from: new Date('2024-03-10T00:00:00Z'), to: new Date('2024-03-10T01:00:00Z') }

it('a series that is resampled by windows of no length is refused', () => {
  const queries = [
    { refId: 'A', sql: '', format: 'time_series' },
    { refId: 'B', type: 'resample', expression: 'A', window: '0s', downsampler: 'mean', upsampler: 'pad' },
  ]
  const columns = [
    { name: 'time', typeId: timestamptz },
    { name: 'v', typeId: float8 },
  ]
  const rows = [['2024-03-10 00:10:00+00', '1.5']]
  const answer = readAnswer([{ command: 'SELECT', columns, rows }], {
    format: 'time_series',
    range,
    fill: undefined,
  })
  const evaluation = evaluateRule(recordedRule({ queries }), new Map([['A', answer]]), {
    at: range.to.getTime(),
  })
  expect(writeResults(evaluation)).toMatchObject({
    B: { error: 'the series cannot be sampled further; the time range is shorter than the interval' },
  })
})

it('a recovery threshold that is not the condition is refused first, whatever else cannot be read', () => {
  const refusedFor = (unloadEvaluator: unknown) => {
    const evaluator = { type: 'gt', params: [1] }
    const queries = [
      { refId: 'A', sql: '', format: 'table' },
      { refId: 'B', type: 'nothing', expression: 'A' },
      { refId: 'C', type: 'threshold', expression: 'A', conditions: [{ evaluator, unloadEvaluator }] },
      { refId: 'D', type: 'threshold', expression: 'A', conditions: [{ evaluator }] },
    ]
    return evaluateRule(recordedRule({ queries }), new Map(), { at: range.to.getTime() }).refused
  }
  const only = "recovery threshold 'C' is only allowed to be the alert condition"
  expect([{ type: 'lt', params: [1] }, { type: 'lt', params: [] }, null, 3].map(refusedFor)).toEqual(
    Array(4).fill(only),
  )
})

it('a classic condition behind logic-or is not looked at where the rule fires already', () => {
  const condition = (refId: string, limit: number, operator: string) => ({
    query: { params: [refId] },
    reducer: { type: 'last' },
    evaluator: { type: 'gt', params: [limit] },
    operator: { type: operator },
  })
  const answer = (value: string) =>
    readAnswer([{ command: 'SELECT', columns: [{ name: 'v', typeId: float8 }], rows: [[value]] }], {
      format: 'table',
      range,
      fill: undefined,
    })
  const matched = (limit: number, operator: string) => {
    const queries = [
      { refId: 'A', sql: '' },
      { refId: 'B', sql: '' },
      {
        refId: 'C',
        type: 'classic_conditions',
        conditions: [condition('A', limit, 'and'), condition('B', 10, operator)],
      },
    ]
    const answers = new Map([
      ['A', answer('5')],
      ['B', answer('50')],
    ])
    const evaluation = evaluateRule(recordedRule({ queries }), answers, { at: range.to.getTime() })
    return JSON.stringify(writeResults(evaluation)).match(/"value":"[^"]*"/g)
  }
  expect(matched(1, 'logic-or')).toEqual(['"value":"5"'])
  expect(matched(100, 'logic-or')).toEqual(['"value":"50"'])
  expect(matched(1, 'or')).toEqual(['"value":"5"', '"value":"50"'])
})

it('what math leaves out is named for every operation, also where the other side has no data', () => {
  const queries = [
    { refId: 'A', sql: '', format: 'table' },
    { refId: 'C', type: 'math', expression: '$A <= $A && $A < 5' },
  ]
  const evaluation = evaluateRule(recordedRule({ queries }), new Map(), { at: range.to.getTime() })
  const notices = ['1 items dropped from union(s): ["$A <= $A": ]["$A < 5": (5: {})]["$A <= $A && $A < 5": ]']
  expect(writeResults(evaluation)).toMatchObject({ C: [{ noData: true, notices }] })
})

it('of several series, the first that cannot be read says why', () => {
  const columns = ['time', 'v', 'other time'].map((name, index) => ({
    name,
    typeId: [timestamptz, float8, timestamptz][index] ?? 0,
  }))
  const rows = [[null, '1.5', null]]
  const answer = readAnswer([{ command: 'SELECT', columns, rows }], {
    format: 'table',
    range,
    fill: undefined,
  })
  const queries = [{ refId: 'A', sql: '', format: 'table' }]
  const evaluation = evaluateRule(recordedRule({ queries }), new Map([['A', answer]]), { at: 0 })
  expect(writeResults(evaluation)).toEqual({
    A: { error: '[sse.readDataError] [A] got error: time series with null time stamps are not supported' },
  })
})
