import { above, alertRule, below, contactPoint, math, outside, within } from 'sightline'
import type { Condition } from 'sightline/engine'
import { email } from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { buildRule } from '../../toolkit/grafana/alerting/build-rule.ts'
import { ruleCondition } from '../../toolkit/grafana/alerting/rule-condition.ts'
import { ruleOutcome } from '../../toolkit/grafana/alerting/rule-outcome.ts'
import { alertAnswer } from '../../toolkit/query/alert-answer.ts'
import { failed, returned } from '../check/rules/context.ts'
import { ordersPerDay } from '../fixtures/shop.ts'

const dataSource = { uid: 'shop', name: 'Shop', plugin: 'grafana-postgresql-datasource' } as const
const fields = { region: 'string', revenue: 'number' } as const

function rule(condition: Condition, pending: '0s' | '5m' = '0s') {
  const definition = alertRule('Rule', {
    uid: 'rule',
    description: 'A rule.',
    summary: 'It fires.',
    query: ordersPerDay,
    value: 'revenue',
    condition,
    every: '1m',
    for: pending,
    severity: 'warning',
    noData: 'OK',
    onError: 'Error',
    contactPoint: contactPoint('all', {
      description: 'All.',
      integrations: [email({ to: ['a@example.com'] })],
    }),
  })
  return buildRule(definition, { dataSource }, () => undefined)
}

const outcomeOf = (
  condition: Condition,
  rows: readonly (readonly [string, number | null])[],
  pending?: '5m',
) => {
  const result = returned(
    fields,
    rows.map(([region, revenue]) => ({ region, revenue })),
  )
  return ruleOutcome(rule(condition, pending), new Map([['A', alertAnswer(result)]]))
}

describe('a rule of a project', () => {
  it.each([
    [above(10), 11, 10],
    [below(10), 9, 10],
    [within(1, 3), 2, 3],
    [outside(1, 3), 4, 3],
    [math('$B > 3 && $B < 5'), 4, 5],
    [math('abs($B - 10) >= 2'), 8, 9],
  ])('fires by its condition: %o', (condition, firing, normal) => {
    expect(outcomeOf(condition, [['north', firing]]).state).toBe('firing')
    expect(outcomeOf(condition, [['north', normal]]).state).toBe('normal')
  })

  it('stays normal on NULL where it has a limit, and fires where it computes', () => {
    expect(outcomeOf(above(10), [['north', null]]).state).toBe('normal')
    expect(outcomeOf(math('$B > 10'), [['north', null]]).state).toBe('firing')
  })

  it('waits where it has to hold for a while', () => {
    expect(outcomeOf(above(10), [['north', 11]], '5m').state).toBe('pending')
  })

  it('has an alert for each set of labels, with the number that is compared', () => {
    expect(
      outcomeOf(above(10), [
        ['north', 5],
        ['south', 50],
      ]).instances,
    ).toEqual([
      { labels: { region: 'north' }, value: 5, state: 'Normal' },
      { labels: { region: 'south' }, value: 50, state: 'Alerting' },
    ])
  })

  it('is an error where two rows have the same labels', () => {
    const { state, error } = outcomeOf(above(10), [
      ['north', 5],
      ['north', 50],
    ])
    expect(state).toBe('error')
    expect(error).toMatch('duplicate results with labels {region=north}')
  })

  it('says that there is no data, and what Grafana then shows', () => {
    const { state, instances } = outcomeOf(above(10), [])
    expect([state, instances.map((instance) => instance.state)]).toEqual(['no data', ['Normal (NoData)']])
  })

  it('is an error where its query fails', () => {
    const { state } = ruleOutcome(rule(above(1)), new Map([['A', alertAnswer(failed('no such column'))]]))
    expect(state).toBe('error')
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
