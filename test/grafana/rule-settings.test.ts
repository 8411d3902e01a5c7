import { above, alertRule, muteTiming } from 'sightline'
import { alertRuleGroups, desiredGrafana, type MuteInterval } from 'sightline/engine'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { ruleGroupArguments } from '../../stacks/constructs/rule-group-arguments.ts'
import { contextOf, fromOrders, sales } from '../check/rules/context.ts'

const nights = muteTiming('nights', {
  description: 'Nobody is there.',
  intervals: [
    {
      times: [{ from: '22:00', to: '24:00' }],
      weekdays: ['monday:friday', 'sunday'],
      daysOfMonth: ['1:5', -1],
      months: [12],
      timeZone: 'Europe/Berlin',
    },
  ],
})

const rule = alertRule('Revenue', {
  uid: 'revenue',
  description: 'Orders fail; look at the payment log.',
  query: fromOrders().select(['status', 'amount']),
  value: 'amount',
  condition: above(90, { untilBelow: 80 }),
  every: '1m',
  for: '5m',
  keepFiringFor: '10m',
  missingSeriesEvalsToResolve: 5,
  paused: true,
  severity: 'info',
  summary: 'Too much.',
  noData: 'OK',
  onError: 'Error',
  contactPoint: sales,
  notifications: {
    groupBy: ['alertname', 'status'],
    groupInterval: '10m',
    repeatInterval: '4h',
    mute: [nights],
    active: [nights],
  },
})
const { release } = contextOf([rule, nights])
const grouping = { group_by: ['alertname', 'status'], group_interval: '10m', repeat_interval: '4h' }
const timings = { mute_time_intervals: ['nights'], active_time_intervals: ['nights'] }
const notifications = { ...grouping, ...timings }
const intervals = {
  weekdays: ['monday:friday', 'sunday'],
  days_of_month: ['1:5', '-1'],
  months: ['12'],
  location: 'Europe/Berlin',
}
const nightsInGrafana = [{ times: [{ start_time: '22:00', end_time: '24:00' }], ...intervals }]
const conditions = [
  { evaluator: { type: 'gt', params: [90] }, unloadEvaluator: { type: 'lt', params: [80] } },
]

test('files of Grafana carry every setting of a rule', () => {
  const file = release.files.find(({ path }) => path === 'grafana/provisioning/alerting/rules.yaml')
  const [written] = parse(file?.content ?? '').groups[0].rules
  expect(written).toMatchObject({
    isPaused: true,
    keepFiringFor: '10m',
    missing_series_evals_to_resolve: 5,
    notification_settings: { receiver: 'sales', ...notifications },
  })
  expect(written.data[2].model.conditions).toEqual(conditions)
})

test('the API gets them under its own names', () => {
  const json = desiredGrafana(release).ruleGroups[0]?.rules[0]?.json
  expect(json).toMatchObject({
    isPaused: true,
    keep_firing_for: '10m',
    missingSeriesEvalsToResolve: 5,
    notification_settings: { receiver: 'sales', ...notifications },
  })
  expect(json).not.toHaveProperty('keepFiringFor')
})

test('and Terraform under those of its provider', () => {
  const [group] = alertRuleGroups(release)
  if (!group) throw new Error('The release has no group of rules.')
  const references = {
    folderUid: 'shop',
    dataSourceUid: 'pg',
    contactPoint: (name: string) => name,
    muteTiming: (name: string) => `${name}!`,
  }
  expect(ruleGroupArguments(group, references).rule[0]).toMatchObject({
    is_paused: true,
    keep_firing_for: '10m',
    missing_series_evals_to_resolve: 5,
    notification_settings: [
      { contact_point: 'sales', ...grouping, mute_timings: ['nights!'], active_timings: ['nights!'] },
    ],
  })
})

test('a mute timing is a file of its own, and a body of the API', () => {
  const file = release.files.find(({ path }) => path === 'grafana/provisioning/alerting/mute-timings.yaml')
  expect(parse(file?.content ?? '').muteTimes).toEqual([
    { orgId: 1, name: 'nights', time_intervals: nightsInGrafana },
  ])
  expect(desiredGrafana(release).muteTimings).toEqual([{ name: 'nights', intervals: nightsInGrafana }])
})

test('a mute timing that a rule refers to need not be listed', () => {
  expect(contextOf([rule]).release.muteTimings).toEqual([nights])
})

test.each<[string, MuteInterval]>([
  ['a night in one span', { times: [{ from: '22:00', to: '06:00' }] }],
  ['an hour that no day has', { times: [{ from: '10:00', to: '25:00' }] }],
  ['days backwards', { weekdays: ['friday:monday'] }],
  ['a day that no month has', { daysOfMonth: [32] }],
  ['a month that no year has', { months: ['11:13'] }],
  ['a place that has no time', { timeZone: 'Europe/Atlantis' }],
])('%s is refused, as Grafana would', (_, interval) => {
  expect(() => muteTiming('odd', { description: 'For a test.', intervals: [interval] })).toThrow(
    'The mute timing odd has an interval that Grafana does not take.',
  )
})
