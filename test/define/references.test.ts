import { PanelBuilder } from '@grafana/grafana-foundation-sdk/barchart'
import {
  alertRule,
  annotation,
  below,
  contactPoint,
  type Definition,
  dashboard,
  defineProject,
  from,
  messageTemplate,
  muteTiming,
  queryTarget,
  queryVariable,
  refreshFunction,
  row,
  rows,
  schedule,
  source,
  sourceIndex,
  sql,
  sqlFunction,
  tablePanel,
  view,
} from 'sightline'
import { bigint } from 'sightline/columns'
import { dataCheck } from 'sightline/data-checks'
import type { Dashboard } from 'sightline/engine'
import { email } from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { customers, customerTotals, dailyOrders, orders } from './shop.ts'

const about = { title: 'Title', description: 'Only for a test.' }
const { description } = about

/** What is found beside what is listed. */
function found(...definitions: readonly Definition[]): Definition[] {
  const folder = { uid: 'shop', title: 'Shop' }
  const project = defineProject({ name: 'shop', version: '1', folder, definitions, sample: async () => {} })
  expect(project.definitions.slice(0, definitions.length)).toEqual(definitions)
  return project.definitions.slice(definitions.length)
}

const page = (uid: string, ...panels: Parameters<typeof row>[1]['panels']) =>
  dashboard({ ...about, uid, rows: [row('Row', { panels })] })

const team = contactPoint('team', { description, integrations: [email({ to: ['team@example.com'] })] })
const rule = {
  description,
  summary: 'Few.',
  condition: below(1),
  every: '1m',
  for: '0s',
  severity: 'info',
  noData: 'OK',
  onError: 'Error',
} as const

describe('a project has, without listing it,', () => {
  it('what a view reads, and what that reads', () => {
    const busy = view('analytics.busy', {
      description,
      grain: ['day'],
      query: rows(dailyOrders).where('orders', '>', 10).select('day'),
    })
    expect(found(busy)).toEqual([dailyOrders, orders])
  })

  it('what a query reads in a subquery, a join, a common table expression, a union and handwritten SQL', () => {
    const paid = rows(orders).where('status', '=', 'paid').select('customer_id as id')
    const query = from(customers, customerTotals)
      .with('known', (db) => db.selectFrom('customers').select('customer_id as id'))
      .selectFrom('known')
      .select('id')
      .unionAll(paid)
    expect(found(dataCheck('check', { description, remedy: 'Mend.', query }))).toEqual([
      customers,
      customerTotals,
      orders,
    ])
    const fragment = sql<{ n: number }>`select count(*) as n from (${paid}) as paid`
    expect(found(dataCheck('check', { description, remedy: 'Mend.', query: fragment }))).toEqual([orders])
  })

  it('what an index stands on, a column refers to, a function runs and a schedule calls', () => {
    const parts = source('parts', { description, columns: { id: bigint().primaryKey() } })
    const whole = source('whole', { description, columns: { part: bigint().references(parts) } })
    expect(found(sourceIndex('by_part', { description, on: whole, columns: ['part'] }))).toEqual([
      whole,
      parts,
    ])
    const body = sql`${rows(orders).select('order_id')}`
    const last = sqlFunction('last', { description, returns: 'bigint', language: 'sql', body })
    expect(found(schedule('nightly', { description, cron: '0 3 * * *', run: last }))).toEqual([last, orders])
    const refresh = refreshFunction('refresh', { description, views: [customerTotals] })
    const hourly = schedule('hourly', { description, cron: '0 * * * *', run: refresh })
    expect(found(hourly)).toEqual([refresh, customerTotals, customers, orders, refresh.log])
  })

  it('what the panels, variables and annotations of a dashboard read', () => {
    const choices = rows(customers).select(['customer_id as __value', 'name as __text'])
    const marks = rows(orders).select(['placed_at as time', 'status as text'])
    const whole = dashboard({
      ...about,
      uid: 'page',
      variables: [queryVariable('customer', { label: 'Customer', description, query: choices })],
      annotations: [annotation('Orders', { color: 'blue', query: marks })],
      rows: [
        row('Row', {
          collapsed: true,
          panels: [tablePanel({ ...about, query: rows(customerTotals).selectAll() })],
        }),
      ],
    })
    expect(found(whole)).toEqual([customers, customerTotals, orders])
  })

  it('what a panel of the foundation SDK reads', () => {
    const panel = new PanelBuilder().title('Days').withTarget(queryTarget(rows(dailyOrders).select('day')))
    expect(found(page('page', panel))).toEqual([dailyOrders, orders])
  })

  it('the dashboards that a panel leads to, also where they lead back', () => {
    const query = rows(customers).select('name')
    const first: Dashboard = page(
      'first',
      tablePanel({ ...about, query, links: [{ title: 'Second', dashboard: () => second }] }),
    )
    const second: Dashboard = page(
      'second',
      tablePanel({ ...about, query, overrides: { name: { links: [{ title: 'First', dashboard: first }] } } }),
    )
    expect(found(first)).toEqual([customers, second])
    expect(found(second, first)).toEqual([customers])
  })

  it('whom an alert tells, with what words, and when not', () => {
    const title = messageTemplate('title', { description, body: 'Few' })
    const mail = email({ to: ['team@example.com'], subject: title })
    const point = contactPoint('mail', { description, integrations: [mail] })
    const nights = muteTiming('nights', { description, intervals: [{ weekdays: ['sunday'] }] })
    const few = alertRule('Few', {
      ...rule,
      uid: 'few',
      query: rows(orders).select((eb) => eb.fn.countAll().as('n')),
      value: 'n',
      contactPoint: point,
      notifications: { mute: [nights] },
    })
    expect(found(few)).toEqual([orders, point, title, nights])
  })

  it('each definition once, in the order in which it is listed or found', () => {
    const query = rows(orders).select((eb) => eb.fn.countAll().as('n'))
    const one = alertRule('One', { ...rule, uid: 'one', query, value: 'n', contactPoint: team })
    const two = alertRule('Two', { ...rule, uid: 'two', query, value: 'n', contactPoint: team })
    expect(found(one, two)).toEqual([orders, team])
    expect(found(team, two, orders, one)).toEqual([])
  })
})

it('the log of refreshes is one table for all functions without one of their own', () => {
  const one = refreshFunction('one', { description, views: [customerTotals] })
  const two = refreshFunction('two', { description, views: [customerTotals] })
  expect(one.log).toBe(two.log)
  expect(one.log.name).toBe('analytics.refresh_log')
  expect(one.log.columns).toHaveProperty('row_count')
  expect(found(one, two)).toEqual([customerTotals, customers, orders, one.log])
})
