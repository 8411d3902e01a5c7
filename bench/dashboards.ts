import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog'
import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import {
  DashboardBuilder,
  FieldColorBuilder,
  FieldColorModeId,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import {
  buildRelease,
  dashboard,
  date,
  defineProject,
  from,
  numeric,
  type Project,
  row,
  source,
  statPanel,
  thresholds,
} from 'sightline'

const dashboards = 1000
const panels = 20
const orders = source('orders', { description: 'Sales.', columns: { day: date(), amount: numeric(12, 2) } })
const limits = (index: number) => Array.from({ length: panels }, (_, panel) => index * 100 + panel)
const indexes = Array.from({ length: dashboards }, (_, index) => index)

const revenueAbove = (limit: number) =>
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

/** Builds defined dashboards into the bytes of a release. */
export const buildDashboards = (project: Project): readonly string[] =>
  buildRelease(project).files.map(({ content }) => content)

/** The same bytes from the foundation SDK alone and JSON.stringify. */
export const buildWithSdk = (sqlOf: (limit: number) => string): readonly string[] => [...eachWithSdk(sqlOf)]

/** One after the other, so that what is written need not be kept. */
export function* eachWithSdk(sqlOf: (limit: number) => string): Generator<string> {
  for (const index of indexes) {
    const builder = new DashboardBuilder(`Bench ${index}`)
      .uid(`bench-${index}`)
      .description('A dashboard of the benchmark.')
      .withRow(new RowBuilder('Numbers'))
    for (const limit of limits(index)) builder.withPanel(sdkPanel(limit, sqlOf(limit)))
    yield `${JSON.stringify(builder.build(), null, 2)}\n`
  }
}

/** SQL that is text already. */
export const readySql = (limit: number): string =>
  `select sum(amount) as revenue\nfrom orders\nwhere amount > ${limit}`

/** SQL from the same query, made and compiled by Kysely itself. */
export const kyselySql = (limit: number): string => revenueAbove(limit).compile().sql

function ourPanel(limit: number): PanelBuilder {
  return statPanel({
    title: `Revenue above ${limit}`,
    description: 'Revenue above a limit.',
    unit: 'currencyUSD',
    decimals: 0,
    thresholds: thresholds('red', [50_000, 'yellow'], [100_000, 'green']),
    query: revenueAbove(limit),
  })
}

function sdkPanel(limit: number, rawSql: string): PanelBuilder {
  const steps = [
    { value: null, color: 'red' },
    { value: 50_000, color: 'yellow' },
    { value: 100_000, color: 'green' },
  ]
  return new PanelBuilder()
    .title(`Revenue above ${limit}`)
    .description('Revenue above a limit.')
    .height(5)
    .span(6)
    .withTarget(sdkTarget(rawSql))
    .unit('currencyUSD')
    .decimals(0)
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps))
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
}

function sdkTarget(rawSql: string): Builder<Dataquery> {
  const datasource = { type: 'grafana-postgresql-datasource', uid: 'bench-postgres' }
  const query = { refId: 'A', rawSql, format: 'table', rawQuery: true, editorMode: 'code', datasource }
  return { build: () => ({ ...query, _implementsDataqueryVariant: () => {} }) }
}
