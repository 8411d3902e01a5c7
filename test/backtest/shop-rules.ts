import {
  above,
  ago,
  alertRule,
  contactPoint,
  defineProject,
  from,
  source,
  sql,
  timeFilter,
  view,
} from 'sightline'
import { integer, text, timestamptz } from 'sightline/columns'
import { email } from 'sightline/integrations'
import { shop } from '../fixtures/shop.ts'

/** Log lines, which say when they came. */
export const lines = source('lines', {
  description: 'Log lines.',
  eventTime: 'logged_at',
  columns: { logged_at: timestamptz(), service: text(), weight: integer() },
})

/** Jobs, of which only the present state is known. */
export const jobs = source('jobs', {
  description: 'Jobs and their state.',
  columns: { name: text().primaryKey(), failures: integer() },
})

export const linesOfHour = view('analytics.lines_of_hour', {
  description: 'Lines of the last hour.',
  grain: [],
  query: from(lines)
    .selectFrom('lines')
    .where('logged_at', '>', ago({ hours: 1 }))
    .select((eb) => eb.fn.countAll<number>().as('lines')),
})

export const onCall = contactPoint('on-call', {
  description: 'Us.',
  integrations: [email({ to: ['us@example.com'] })],
})

const common = {
  summary: 'Too many.',
  description: 'Look.',
  every: '10m',
  for: '0s',
  severity: 'warning',
  noData: 'OK',
  onError: 'Error',
  contactPoint: onCall,
} as const

/** Through a view, which has a clock of its own. */
export const tooMany = alertRule('Too Many Lines', {
  ...common,
  uid: 'too-many',
  query: from(linesOfHour).selectFrom('analytics.lines_of_hour').select('lines'),
  value: 'lines',
  condition: above(1),
})

/** Without a clock: only what is held back keeps it from seeing the end at the beginning. */
export const everLogged = alertRule('Ever Logged', {
  ...common,
  uid: 'ever-logged',
  query: from(lines)
    .selectFrom('lines')
    .groupBy('service')
    .select((eb) => ['service', eb.fn.countAll<number>().as('lines')]),
  value: 'lines',
  condition: above(0),
  for: '20m',
})

/** In the range that Grafana puts in. */
export const inRange = alertRule('In Range', {
  ...common,
  uid: 'in-range',
  lookback: '30m',
  query: from(lines)
    .selectFrom('lines')
    .where((eb) => timeFilter(eb.ref('logged_at')))
    .select((eb) => eb.fn.countAll<number>().as('lines')),
  value: 'lines',
  condition: above(0),
})

export const failing = alertRule('Failing Jobs', {
  ...common,
  uid: 'failing',
  query: from(jobs).selectFrom('jobs').select(['name', 'failures']),
  value: 'failures',
  condition: above(0),
})

/** Divides by the weight of the latest line, which may be 0. */
export const perWeight = alertRule('Per Weight', {
  ...common,
  uid: 'per-weight',
  query: from(lines)
    .selectFrom('lines')
    .select((eb) => sql<number>`100 / ${eb.fn.min<number>('weight')}`.as('share')),
  value: 'share',
  condition: above(1000),
})

export const project = defineProject({
  ...shop,
  definitions: [lines, jobs, linesOfHour, onCall, tooMany, everLogged, inRange, failing, perWeight],
})
