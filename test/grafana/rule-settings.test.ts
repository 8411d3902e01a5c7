import { above, alertRule, alertRuleGroups, desiredGrafana } from 'sightline'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { ruleGroupArguments } from '../../stacks/constructs/rule-group-arguments.ts'
import { contextOf, fromOrders, sales } from '../check/rules/context.ts'

const rule = alertRule('Revenue', {
  uid: 'revenue',
  description: 'Orders fail; look at the payment log.',
  query: fromOrders().select(['status', 'amount']),
  value: 'amount',
  condition: above(90, { untilBelow: 80 }),
  every: '1m',
  for: '5m',
  keepFiringFor: '10m',
  paused: true,
  severity: 'info',
  summary: 'Too much.',
  noData: 'OK',
  onError: 'Error',
  contactPoint: sales,
  notifications: { groupBy: ['alertname', 'status'], groupInterval: '10m', repeatInterval: '4h' },
})
const { release } = contextOf([rule])
const notifications = { group_by: ['alertname', 'status'], group_interval: '10m', repeat_interval: '4h' }
const conditions = [
  { evaluator: { type: 'gt', params: [90] }, unloadEvaluator: { type: 'lt', params: [80] } },
]

test('files of Grafana carry every setting of a rule', () => {
  const file = release.files.find(({ path }) => path === 'grafana/provisioning/alerting/rules.yaml')
  const [written] = parse(file?.content ?? '').groups[0].rules
  expect(written).toMatchObject({
    isPaused: true,
    keepFiringFor: '10m',
    notification_settings: { receiver: 'sales', ...notifications },
  })
  expect(written.data[2].model.conditions).toEqual(conditions)
})

test('the API gets them under its own names', () => {
  const json = desiredGrafana(release).ruleGroups[0]?.rules[0]?.json
  expect(json).toMatchObject({
    isPaused: true,
    keep_firing_for: '10m',
    notification_settings: { receiver: 'sales', ...notifications },
  })
  expect(json).not.toHaveProperty('keepFiringFor')
})

test('and Terraform under those of its provider', () => {
  const [group] = alertRuleGroups(release)
  if (!group) throw new Error('The release has no group of rules.')
  const references = { folderUid: 'shop', dataSourceUid: 'pg', contactPoint: (name: string) => name }
  expect(ruleGroupArguments(group, references).rule[0]).toMatchObject({
    is_paused: true,
    keep_firing_for: '10m',
    notification_settings: [{ contact_point: 'sales', ...notifications }],
  })
})
