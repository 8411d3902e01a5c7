import { expect, test } from 'vitest'
import { notCovered, type RuleModel } from '../../../toolkit/grafana/model/alerts/rule-model.ts'
import { ruleRefusal } from '../../../toolkit/grafana/model/alerts/rule-refusal.ts'

const range = { from: 600, to: 0 }
const rule: RuleModel = {
  title: 'Quota',
  condition: 'A',
  data: [{ refId: 'A', datasourceUid: 'pg', relativeTimeRange: range, model: {} }],
  noDataState: 'NoData',
  execErrState: 'Error',
  for: '0s',
  labels: {},
}

test('a title may have 190 bytes, which are fewer letters where they are not ASCII', () => {
  expect(ruleRefusal({ ...rule, title: 'x'.repeat(190) })).toBeUndefined()
  const long = 'invalid alert rule: name length should not be greater than 190'
  expect(ruleRefusal({ ...rule, title: 'x'.repeat(191) })).toBe(long)
  expect(ruleRefusal({ ...rule, title: 'å'.repeat(96) })).toBe(long)
})

test('a uid has at most 40 letters, digits, dashes and underscores', () => {
  expect(ruleRefusal({ ...rule, uid: 'u'.repeat(41) })).toBe(
    'invalid alert rule: UID is longer than 40 symbols',
  )
  expect(ruleRefusal({ ...rule, uid: 'a b' })).toMatch('invalid format of UID')
})

test('what the model does not know of a rule, it names', () => {
  const sql = { refId: 'B', datasourceUid: '__expr__', relativeTimeRange: range, model: { type: 'sql' } }
  const templated = { ...rule, data: [...rule.data, sql], labels: { team: '{{ $labels.team }}' } }
  expect(notCovered(templated)).toEqual(['the SQL expression B', 'the template in the label team'])
  expect(notCovered(rule)).toEqual([])
})
