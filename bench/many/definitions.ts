import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { dashboard, defineProject, from, row, source, statPanel, thresholds } from 'sightline'
import { date, numeric } from 'sightline/columns'
import type { Project } from 'sightline/engine'
import { dashboards, limits } from './size.ts'

const orders = source('orders', { description: 'Sales.', columns: { day: date(), amount: numeric(12, 2) } })
const indexes = Array.from({ length: dashboards }, (_, index) => index)

export const revenueAbove = (limit: number) =>
  from(orders)
    .selectFrom('orders')
    .where('amount', '>', limit)
    .select((eb) => eb.fn.sum<number>('amount').as('revenue'))

/** Defines the dashboards with this toolkit: each panel has a query of its own. */
export function defineDashboards(): Project {
  const definitions = indexes.map((index) =>
    dashboard({
      uid: `bench-${index}`,
      title: `Bench ${index}`,
      description: 'A dashboard of the benchmark.',
      rows: [row('Numbers', { panels: limits(index).map(ourPanel) })],
    }),
  )
  const folder = { uid: 'bench', title: 'Bench' }
  const sample = async () => {}
  return defineProject({ name: 'bench', version: '1', folder, definitions: [orders, ...definitions], sample })
}

function ourPanel(limit: number): Builder<Panel> {
  return statPanel({
    title: `Revenue above ${limit}`,
    description: 'Revenue above a limit.',
    unit: 'currencyUSD',
    decimals: 0,
    thresholds: thresholds('red', [50_000, 'yellow'], [100_000, 'green']),
    query: revenueAbove(limit),
  })
}
