import { PanelBuilder } from '@grafana/grafana-foundation-sdk/barchart'
import { sql } from 'kysely'
import {
  annotation,
  from,
  materializedView,
  queryTarget,
  queryVariable,
  refreshFunction,
  source,
  sqlFunction,
  table,
  tablePanel,
  view,
} from 'sightline'
import { integer, text, timestamptz } from 'sightline/columns'
import { dataCheck } from 'sightline/data-checks'
import { expect, it } from 'vitest'
import { unusedView } from '../../../toolkit/check/rules/unused-view.ts'
import { contextOf, findings, fromOrders, shop } from './context.ts'

const paid = view('analytics.paid', {
  description: 'Paid orders.',
  grain: ['order_id'],
  query: fromOrders().select(['order_id', 'status', 'created_at']),
})
const fromPaid = from(paid).selectFrom('analytics.paid')
const unused = {
  where: 'analytics.paid',
  what: 'No view, panel, variable, annotation, alert or function reads this view.',
  next: 'Read it somewhere, say in `readBy` who does outside of the project, or remove it from the definitions.',
}

it('reports a view that nothing reads', () => {
  expect(findings(unusedView, contextOf([paid]))).toEqual([unused])
})

it('does not take a data check for a reader', () => {
  const check = dataCheck('paid', {
    description: 'None.',
    remedy: 'Ask.',
    query: fromPaid.select('order_id'),
  })
  expect(findings(unusedView, contextOf([paid, check]))).toEqual([unused])
})

it('does not take its own refresh for a reader', () => {
  const stored = materializedView('analytics.stored', {
    description: 'Paid orders, stored.',
    grain: ['order_id'],
    query: fromOrders().select('order_id'),
  })
  const log = table('analytics.refresh_log', {
    description: 'Refreshes.',
    columns: { view_name: text(), started_at: timestamptz(), duration_ms: integer(), row_count: integer() },
  })
  const settings = source('settings', {
    description: 'Keys and values.',
    columns: { key: text().primaryKey(), value: text() },
  })
  const refresh = refreshFunction('refresh_all', {
    description: 'Refreshes.',
    views: [stored],
    log,
    lastRefresh: { table: settings, key: 'refreshed' },
  })
  expect(findings(unusedView, contextOf([stored, log, settings, refresh]))).toEqual([
    {
      ...unused,
      where: 'analytics.stored',
      what: unused.what.replace('this view', 'this materialized view'),
    },
  ])
})

it('is silent about a view that a view, a panel, a variable, an annotation or a function reads', () => {
  const panel = tablePanel({ title: 'Paid', description: 'Orders.', query: fromPaid.select('order_id') })
  const chart = new PanelBuilder().title('Paid').withTarget(queryTarget(sql`select * from "analytics".paid`))
  const choice = queryVariable('order', {
    label: 'Order',
    description: 'Which.',
    query: fromPaid.select(['status as __value', 'status as __text']),
  })
  const marks = annotation('Paid', {
    color: 'green',
    query: fromPaid.select(['created_at as time', 'status as text']),
  })
  const count = sqlFunction('analytics.paid_orders', {
    description: 'How many.',
    returns: 'bigint',
    language: 'sql',
    body: sql`select count(*) from analytics.paid`,
  })
  const readers = [
    shop(panel),
    shop(chart),
    { ...shop(), variables: [choice] },
    { ...shop(), annotations: [marks] },
    count,
  ]
  for (const reader of readers) expect(findings(unusedView, contextOf([paid, reader]))).toEqual([])
})
