import {
  buildLineage,
  buildRelease,
  type Direction,
  type LineageGraph,
  withScratchDatabase,
} from 'sightline/engine'
import { beforeAll, expect, test } from 'vitest'
import { lineageJson, lineageMermaid, lineageText, resolveSubject } from '../../cli/lineage-formats.ts'
import project from '../../sightline.config.ts'
import { repository, runSightline } from '../support/run-sightline.ts'

const lineage = (...args: string[]) => runSightline(['lineage', ...args])

/** The graph that each command would ask Postgres for again. */
let graph: LineageGraph
const both: Direction[] = ['upstream', 'downstream']
const formatted = (format: typeof lineageText, subject: string, directions = both) =>
  format(graph, resolveSubject(graph, subject), directions)

beforeAll(async () => {
  const release = buildRelease(project)
  graph = await withScratchDatabase(release, { projectFolder: repository }, (client) =>
    buildLineage(client, release),
  )
})

test('a view shows the columns it reads and the columns that are read of it', async () => {
  const { code, stdout } = await lineage('analytics.mrr_calculation')
  expect(code).toBe(0)
  expect(stdout).toContain(
    'reads\n  analytics.monthly_revenue: active_users, base_mrr, month, overage_mrr\n    analytics.monthly_charges: month, overage_revenue, price\n      billing_records: date, overage_revenue, status, subscription_tier, user_id\ncolumns come from\n  month: billing_records.date\n',
  )
  expect(stdout).toContain('  ytempire-executive/MRR Growth: base_mrr, month, overage_mrr, total_mrr\n')
})

test('a column shows everything that reads it, through materialized views too', () => {
  const text = formatted(lineageText, 'videos.engagement_rate', ['downstream'])
  expect(text).toMatch(/^videos\.engagement_rate \(column\)\nread by\n/)
  expect(text).toContain('  analytics.channel_performance\n')
  expect(text).toContain('    ytempire-channels/Channel Performance Matrix')
  expect(text).not.toContain('__')
})

test('a column of a view shows what its values come from, and what decides its rows', () => {
  expect(formatted(lineageText, 'analytics.cac_calculation.cac_payback_months', ['upstream'])).toBe(
    [
      'analytics.cac_calculation.cac_payback_months (column)',
      'comes from',
      '  analytics.mrr_calculation.arpu',
      '    analytics.monthly_revenue.active_users',
      '      the number of rows of analytics.monthly_charges',
      '    analytics.monthly_revenue.base_mrr',
      '      analytics.monthly_charges.price',
      '        billing_records.subscription_tier',
      '    analytics.monthly_revenue.overage_mrr',
      '      analytics.monthly_charges.overage_revenue',
      '        billing_records.overage_revenue',
      '  expenses.amount',
      '  the number of rows of users',
      'of rows decided by',
      '  billing_records: date, status, user_id',
      '  expenses: date, department',
      '  users: signup_date',
    ].join('\n'),
  )
})

test('a column of a table shows the columns that are made of it', () => {
  const made = formatted(lineageJson, 'billing_records.overage_revenue', ['downstream'])
  const drawn = formatted(lineageMermaid, 'analytics.mrr_calculation.overage_mrr')
  expect(JSON.parse(made).columns).toContainEqual(
    expect.objectContaining({
      relation: 'analytics.monthly_revenue',
      column: 'overage_mrr',
      from: [{ relation: 'analytics.monthly_charges', column: 'overage_revenue' }],
      unknown: [],
    }),
  )
  const id = (label: string) =>
    drawn
      .split('\n')
      .find((line) => line.includes(`["${label}"]`))
      ?.trim()
      .split('[')[0]
  expect(`${drawn}\n`).toContain(
    `${id('analytics.monthly_charges.overage_revenue')} --> ${id('analytics.monthly_revenue.overage_mrr')}\n`,
  )
})

test('a column that nobody reads has no readers', () => {
  const text = formatted(lineageText, 'users.password_hash', ['downstream'])
  expect(text).toBe('users.password_hash (column)\nread by\n  nothing')
})

test('a panel shows what it reads, down to the tables', async () => {
  const { stdout } = await lineage(
    'ytempire-executive/Revenue by Channel Tier',
    '--upstream',
    '--format',
    'json',
  )
  const { edges } = JSON.parse(stdout)
  expect(edges).toContainEqual({
    reader: 'ytempire-executive/Revenue by Channel Tier',
    relation: 'analytics.channel_performance',
    columns: ['performance_tier', 'revenue_last_30d'],
    columnsUnknown: false,
  })
  expect(edges).toContainEqual(
    expect.objectContaining({ reader: 'analytics.channel_performance', relation: 'channel_analytics' }),
  )
})

test('an alert that counts rows reads its table as a whole or by the columns of its condition', () => {
  expect(formatted(lineageText, 'High Error Rate', ['upstream'])).toContain(
    '  error_logs: severity, timestamp',
  )
})

test('a schedule leads through the refresh function to the views it refreshes', () => {
  expect(formatted(lineageText, 'refresh-analytics', ['upstream'])).toMatch(
    /refresh_analytics_views.*\n {4}analytics\.channel_performance/,
  )
})

test('everything together can be drawn with mermaid', async () => {
  const { stdout } = await lineage('--format', 'mermaid')
  expect(stdout).toMatch(/^flowchart LR\n/)
  const id = (label: string) => new RegExp(`(n\\d+)\\["${label}"\\]`).exec(stdout)?.[1]
  expect(stdout).toContain(`  ${id('expenses')} --> ${id('analytics.cac_calculation')}\n`)
})

test('a misspelt name gets a suggestion', async () => {
  const { code, stderr } = await lineage('mrr')
  expect(code).toBe(2)
  expect(stderr).toMatch(/Did you mean .*analytics\.mrr_calculation/)
})

test('a misspelt column gets the columns there are', () => {
  expect(() => resolveSubject(graph, 'users.emial')).toThrow(
    /users has no column emial\.[\s\S]*Use one of: .*\bemail\b/,
  )
})
