import { above, alertRule, contactPoint } from 'sightline'
import { email } from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { alertOutcome, outcomeText } from '../../toolkit/diff/numbers/alert-outcome.ts'
import { buildRule } from '../../toolkit/grafana/alerting/build-rule.ts'
import { alertAnswer } from '../../toolkit/query/alert-answer.ts'
import { failed, returned } from '../check/rules/context.ts'
import { ordersPerDay } from '../fixtures/shop.ts'

const contact = contactPoint('all', { description: 'All.', integrations: [email({ to: ['a@example.com'] })] })

function outcome(...rows: readonly (readonly [string, number | null])[]) {
  return alertOutcome(rule('OK'), new Map([['A', alertAnswer(result(rows))]]))
}

const result = (rows: readonly (readonly [string, number | null])[]) =>
  returned(
    { region: 'string', revenue: 'number' },
    rows.map(([region, revenue]) => ({ region, revenue })),
  )

function rule(noData: 'OK' | 'Alerting') {
  const definition = alertRule('Rule', {
    uid: 'rule',
    description: 'A rule.',
    summary: 'It fires.',
    query: ordersPerDay,
    value: 'revenue',
    condition: above(10),
    every: '1m',
    for: '5m',
    severity: 'warning',
    noData,
    onError: 'Error',
    contactPoint: contact,
  })
  return buildRule(
    definition,
    { dataSource: { uid: 'shop', name: 'Shop', plugin: 'grafana-postgresql-datasource' } },
    () => undefined,
  )
}

describe('what an alert would do, for machines and for people', () => {
  it('is a number beside its words, of the first that fires', () => {
    const found = outcome(['NO', 5], ['SE', 40.5], ['FI', 7])
    expect(found).toEqual({ state: 'fires', value: 40.5, others: 2, problem: undefined })
    expect(outcomeText(found)).toBe('fires (40.5 and 2 more)')
    expect(outcome(['NO', 5])).toEqual({ state: 'quiet', value: 5, others: 0, problem: undefined })
  })

  it('has no number without data, also where that fires', () => {
    expect(outcomeText(outcome())).toBe('no data')
    expect(outcome()).toMatchObject({ state: 'no data', value: null })
    const found = alertOutcome(rule('Alerting'), new Map([['A', alertAnswer(result([]))]]))
    expect(found).toMatchObject({ state: 'fires', value: null, problem: 'no data' })
    expect(outcomeText(found)).toBe('fires (no data)')
  })

  it('names what failed', () => {
    const found = alertOutcome(rule('OK'), new Map([['A', alertAnswer(failed('no such column'))]]))
    expect(found).toMatchObject({ state: 'fails', value: null })
    expect(outcomeText(found)).toContain('no such column')
  })
})
