import { above, alertRule, contactPoint, from, math, muteTiming, outside, secret, watch } from 'sightline'
import {
  discord,
  email,
  opsgenie,
  pagerduty,
  pushover,
  slack,
  teams,
  telegram,
  webhook,
} from 'sightline/integrations'
import { orders } from '../define/shop.ts'

const token = secret('SLACK_TOKEN')
const description = 'Only for its types.'
const team = contactPoint('team', { description, integrations: [slack({ channel: '#team', token })] })

const query = from(orders).selectFrom('orders').select(['status', 'amount_cents', 'discount', 'placed_at'])
const when = { every: '5m', for: '0s', severity: 'warning', condition: above(10) } as const
const states = { noData: 'OK', onError: 'Error' } as const
const rule = { ...when, ...states, uid: 'rule', description, summary: 'Much.', query, contactPoint: team }

alertRule('Rule', { ...rule, value: 'amount_cents' })
alertRule('Rule', { ...rule, value: 'discount' })
// @ts-expect-error the query returns no such column to watch
alertRule('Rule', { ...rule, value: 'amount_cent' })
// @ts-expect-error a text cannot be compared with a limit
alertRule('Rule', { ...rule, value: 'status' })
// @ts-expect-error nor can a time
alertRule('Rule', { ...rule, value: 'placed_at' })

const value = 'amount_cents'
// @ts-expect-error a contact point is a value, not its name
alertRule('Rule', { ...rule, value, contactPoint: 'team' })
// @ts-expect-error a contact point of this name is not defined
alertRule('Rule', { ...rule, value, contactPoint: tem })
// @ts-expect-error what happens without data must be said
alertRule('Rule', {
  ...when,
  onError: 'Error',
  uid: 'rule',
  description,
  summary: 'Much.',
  query,
  contactPoint: team,
  value,
})
// @ts-expect-error as must what happens after an error
alertRule('Rule', {
  ...when,
  noData: 'OK',
  uid: 'rule',
  description,
  summary: 'Much.',
  query,
  contactPoint: team,
  value,
})
// @ts-expect-error Grafana has no such state
alertRule('Rule', { ...rule, value, noData: 'Ok' })
// @ts-expect-error a length of time is written as Grafana writes it
alertRule('Rule', { ...rule, value, every: '5 minutes' })
// @ts-expect-error and as a text
alertRule('Rule', { ...rule, value, for: 0 })
// @ts-expect-error there are three severities
alertRule('Rule', { ...rule, value, severity: 'page' })
// @ts-expect-error a condition comes from a function
alertRule('Rule', { ...rule, value, condition: '> 10' })
// @ts-expect-error this one needs both ends
alertRule('Rule', { ...rule, value, condition: outside(1) })
// @ts-expect-error this reducer does not exist
alertRule('Rule', { ...rule, value, reduce: 'average' })
// @ts-expect-error a panel is a value, not its title
alertRule('Rule', { ...rule, value, shownOn: 'Orders' })

// @ts-expect-error a Slack channel begins with #
slack({ channel: 'team', token })
// @ts-expect-error a token is secret
slack({ channel: '#team', token: 'xoxb-1' })
// @ts-expect-error Slack is reached by a token or a URL
slack({ channel: '#team' })
// @ts-expect-error an integration key is secret
pagerduty({ integrationKey: '0123' })
// @ts-expect-error a mail goes to somebody
email({ to: [] })
// @ts-expect-error a webhook has a URL
webhook({})
// @ts-expect-error Grafana knows no such setting
webhook({ url: 'https://example.com', retries: 3 })
const basic = { basicAuthUser: 'me', basicAuthPassword: token }
// @ts-expect-error a request says once who sends it
webhook({ url: token, ...basic, authorizationCredentials: token })
// @ts-expect-error a name needs its password
webhook({ url: 'https://example.com', basicAuthUser: 'me' })
// @ts-expect-error a password is secret
webhook({ url: 'https://example.com', basicAuthUser: 'me', basicAuthPassword: 'x' })
// @ts-expect-error the address of a channel is its secret
teams({ url: 'https://example.com' })
// @ts-expect-error a bot writes to a chat
telegram({ token })
// @ts-expect-error Telegram has no such mode
telegram({ token, chatId: '1', parseMode: 'markdown' })
// @ts-expect-error a responder is of a kind that Opsgenie knows
opsgenie({ apiKey: token, responders: [{ type: 'group', name: 'ops' }] })
// @ts-expect-error Discord knows no channel
discord({ url: token, channel: '#ops' })
// @ts-expect-error Pushover has five priorities
pushover({ userKey: token, apiToken: token, priority: 3 })
// @ts-expect-error an environment variable is written in capitals
secret('slack_token')
// @ts-expect-error a contact point reaches somebody
contactPoint('nobody', { description, integrations: [] })

const plain = { ...states, uid: 'rule', description, summary: 'Much.', contactPoint: team } as const
const often = { every: '5m', for: '0s', severity: 'warning' } as const

alertRule('Rule', { ...rule, value, paused: true, keepFiringFor: '10m' })
// @ts-expect-error a length of time is written as Grafana writes it
alertRule('Rule', { ...rule, value, keepFiringFor: '10 minutes' })
alertRule('Rule', { ...rule, value, condition: above(10, { untilBelow: 5 }) })
// @ts-expect-error what fires above recovers below
alertRule('Rule', { ...rule, value, condition: above(10, { untilAbove: 5 }) })

const weekends = muteTiming('weekends', { description, intervals: [{ weekdays: ['saturday', 'sunday'] }] })
alertRule('Rule', { ...rule, value, notifications: { mute: [weekends], active: [weekends] } })
alertRule('Rule', { ...rule, value, missingSeriesEvalsToResolve: 3 })
// @ts-expect-error evaluations are counted
alertRule('Rule', { ...rule, value, missingSeriesEvalsToResolve: '3m' })
// @ts-expect-error a mute timing is a value, not its name
alertRule('Rule', { ...rule, value, notifications: { mute: ['weekends'] } })
// @ts-expect-error a week has no such day
muteTiming('never', { description, intervals: [{ weekdays: ['caturday'] }] })
// @ts-expect-error a time of the day has minutes
muteTiming('never', { description, intervals: [{ times: [{ from: '22', to: '24:00' }] }] })
// @ts-expect-error Grafana has no such part of an interval
muteTiming('never', { description, intervals: [{ hours: [1] }] })

const labels = { team: 'shop' }
alertRule('Rule', { ...rule, value, labels, notifications: { groupBy: ['status', 'team', 'alertname'] } })
alertRule('Rule', { ...rule, value, notifications: { groupWait: '30s', repeatInterval: '4h' } })
// @ts-expect-error no alert of this rule has such a label
alertRule('Rule', { ...rule, value, labels, notifications: { groupBy: ['statuss'] } })
// @ts-expect-error a number is no label
alertRule('Rule', { ...rule, value, labels, notifications: { groupBy: ['amount_cents'] } })
// @ts-expect-error Grafana has no such setting
alertRule('Rule', { ...rule, value, notifications: { repeat: '4h' } })

alertRule('Rule', { ...rule, value, condition: math('$B > 1 && abs(${B}) < 5') })
// @ts-expect-error a query alone is called B
alertRule('Rule', { ...rule, value, condition: math('$C > 1') })
// @ts-expect-error a condition computes with something
math('1 > 0')

const queries = { open: watch(query, 'amount_cents'), all: watch(query, 'discount', 'sum') }
alertRule('Share', { ...plain, ...often, queries, condition: math('$open / ${all} > 0.05') })
// @ts-expect-error no query has this name
alertRule('Share', { ...plain, ...often, queries, condition: math('$open / $total > 0.05') })
// @ts-expect-error several numbers are not compared with a limit
alertRule('Share', { ...plain, ...often, queries, condition: above(1) })
// @ts-expect-error a text cannot be watched
watch(query, 'status')
