import { alertRule, contactPoint, dashboard, defineProject, from, math, secret } from 'sightline'
import { buildRelease } from 'sightline/engine'
import { email } from 'sightline/integrations'
import { describe, expect, test } from 'vitest'
import { orders, shop } from '../fixtures/shop.ts'

const onCall = contactPoint('on-call', {
  description: 'Somebody.',
  integrations: [email({ to: ['a@example.com'] })],
})
const rule = (every: '7s' | '10s' | '5m', pending: '0s' | '5m' = '0s') =>
  alertRule('Orders', {
    uid: 'orders',
    description: 'Too many.',
    query: from(orders)
      .selectFrom('orders')
      .select((eb) => eb.fn.countAll<number>().as('orders')),
    value: 'orders',
    condition: math('$B > 1'),
    every,
    for: pending,
    severity: 'info',
    summary: 'Too many.',
    noData: 'OK',
    onError: 'Error',
    contactPoint: onCall,
  })

describe('a math condition', () => {
  test.each(['$B > 3 && $B < 5', 'abs($B) >= 1.5e3', 'is_null($B) || ${B} ** 2 != 4', '!($B % 2)'] as const)(
    'may be %s',
    (expression) => {
      expect(math(expression)).toEqual({ type: 'math', expression })
    },
  )

  test.each([
    ['$B < 10 or $B > 20', 'or'],
    ['$B < 10; drop', ';'],
    ['sum($B) > 1', 'sum'],
  ] as const)('that says %s is refused', (expression, part) => {
    expect(() => math(expression)).toThrow(part)
  })
})

test('an interval between the ticks of the scheduler of Grafana is refused', () => {
  expect(() => rule('7s')).toThrow(/ticks every 10 seconds[\s\S]*every: '7s'/)
  expect(rule('10s').every).toBe('10s')
})

test('a secret is the name of a variable, never the variable itself', () => {
  expect(secret('SLACK_TOKEN')).toEqual({ kind: 'secret', environment: 'SLACK_TOKEN' })
  expect(() => secret('$SLACK_TOKEN')).toThrow(/without `\$`/)
  expect(() => secret('XOXB-1234')).toThrow(/bare name/)
  expect(() => secret('R03ABCDEFREALKEY')).toThrow(/underscore/)
})

test('a time range that Grafana does not understand is refused with its dashboard', () => {
  const sales = dashboard({
    uid: 'sales',
    title: 'Sales',
    description: 'Sold.',
    time: { from: 'now-30 days', to: 'now' },
    rows: [],
  })
  expect(() => buildRelease(defineProject({ ...shop, definitions: [sales] }))).toThrow(
    /dashboard sales has a time range[\s\S]*from: 'now-30 days'/,
  )
})
