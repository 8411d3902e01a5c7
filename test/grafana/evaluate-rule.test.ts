import {
  above,
  alertRule,
  below,
  type Condition,
  contactPoint,
  email,
  math,
  outside,
  within,
} from 'sightline'
import { describe, expect, it } from 'vitest'
import { buildRule } from '../../toolkit/grafana/alerting/build-rule.ts'
import { evaluateRule } from '../../toolkit/grafana/alerting/evaluate-rule.ts'
import { ruleCondition } from '../../toolkit/grafana/alerting/rule-condition.ts'
import { ordersPerDay } from '../fixtures/shop.ts'

const fields = [
  { name: 'region', type: 'text' },
  { name: 'revenue', type: 'number' },
] as const
const dataSource = { uid: 'shop', name: 'Shop', plugin: 'grafana-postgresql-datasource' } as const

function rule(
  condition: Condition,
  reduce: 'last' | 'mean' | 'min' | 'max' | 'sum' | 'count' | 'median' = 'last',
) {
  const definition = alertRule('Rule', {
    uid: 'rule',
    description: 'A rule.',
    summary: 'It fires.',
    query: ordersPerDay,
    value: 'revenue',
    condition,
    reduce,
    every: '1m',
    for: '0s',
    severity: 'warning',
    noData: 'OK',
    onError: 'Error',
    contactPoint: contactPoint('all', {
      description: 'All.',
      integrations: [email({ to: ['a@example.com'] })],
    }),
  })
  return buildRule(definition, dataSource, () => undefined)
}

const fires = (condition: Condition, value: number | null) =>
  evaluateRule(rule(condition), fields, [{ region: 'north', revenue: value }])[0]?.firing

describe('a rule', () => {
  it.each([
    [above(10), 11, 10],
    [below(10), 9, 10],
    [within(1, 3), 2, 3],
    [outside(1, 3), 4, 3],
    [math('$B > 3 && $B < 5'), 4, 5],
    [math('abs($B - 10) >= 2'), 8, 9],
    [math('!is_null($B) && $B % 2 == 1'), 3, 4],
  ])('fires by its condition: %o', (condition, firing, normal) => {
    expect([fires(condition, firing), fires(condition, normal), fires(condition, null)]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('has an instance for each set of labels, and none without rows', () => {
    const rows = [
      { region: 'north', revenue: 5 },
      { region: 'south', revenue: 50 },
      { region: 'north', revenue: 7 },
    ]
    expect(evaluateRule(rule(above(10)), fields, rows)).toEqual([
      { labels: { region: 'north' }, value: 7, firing: false },
      { labels: { region: 'south' }, value: 50, firing: true },
    ])
    expect(evaluateRule(rule(above(10)), fields, [])).toEqual([])
  })

  it.each([
    ['last', 4],
    ['mean', 4],
    ['min', 1],
    ['max', 9],
    ['sum', 16],
    ['count', 4],
    ['median', 3],
  ] as const)('reduces its values: %s', (reducer, expected) => {
    const rows = [1, 9, 2, 4].map((revenue) => ({ region: 'north', revenue }))
    expect(evaluateRule(rule(above(0), reducer), fields, rows)[0]?.value).toBe(expected)
  })

  it('says its condition in words', () => {
    const conditions = [above(9000), below(0.8), within(1, 2), outside(1, 2), math('$B > 1')]
    expect(conditions.map((condition) => ruleCondition(rule(condition)).words)).toEqual([
      'above 9000',
      'below 0.8',
      'between 1 and 2',
      'outside of 1 to 2',
      '$B > 1',
    ])
  })
})
