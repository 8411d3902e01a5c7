import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog'
import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import {
  type AnnotationQuery,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  FieldColorBuilder,
  FieldColorModeId,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { dashboards, limits } from './many/size.ts'

/** The same dashboards from the foundation SDK alone and JSON.stringify. */
export const buildWithSdk = (sqlOf: (limit: number) => string): readonly string[] => [...eachWithSdk(sqlOf)]

/** One after the other, so that what is written need not be kept. */
export function* eachWithSdk(sqlOf: (limit: number) => string): Generator<string> {
  for (let index = 0; index < dashboards; index++) {
    const builder = new DashboardBuilder(`Bench ${index}`)
      .uid(`bench-${index}`)
      .description('A dashboard of the benchmark.')
      .tags(['sightline:bench'])
      .timezone('utc')
      .readonly()
      .tooltip(DashboardCursorSync.Crosshair)
      .time({ from: 'now-6h', to: 'now' })
      .annotations(annotations.map((annotation) => ({ build: () => annotation })))
      .withRow(new RowBuilder('Numbers').id(1))
    for (const [position, limit] of limits(index).entries())
      builder.withPanel(sdkPanel(limit, sqlOf(limit)).id(position + 2))
    yield `${JSON.stringify(classic(builder.build()), null, 2)}\n`
  }
}

/** The form that Grafana 9 reads too; the SDK has no setter for its number. */
function classic({ fiscalYearStartMonth: _, ...json }: Dashboard): Dashboard {
  return { ...json, schemaVersion: 39, links: [], templating: { list: [] } }
}

const _implementsDataqueryVariant = (): void => {}
const tags = ['sightline', 'bench', 'folder:bench']
const marked = { type: 'tags', tags, matchAny: false, limit: 100, _implementsDataqueryVariant }
const grafana = { type: 'grafana', uid: '-- Grafana --' }

/** What a release puts into each dashboard. */
const annotations: readonly AnnotationQuery[] = [
  {
    name: 'Annotations & Alerts',
    datasource: grafana,
    enable: true,
    hide: true,
    iconColor: 'rgba(0, 211, 255, 1)',
    type: 'dashboard',
    builtIn: 1,
  },
  {
    name: 'Releases',
    datasource: grafana,
    enable: true,
    hide: false,
    iconColor: 'super-light-blue',
    target: marked,
  },
]

/** SQL that is text already. */
export const readySql = (limit: number): string =>
  `select sum(amount) as revenue\nfrom public.orders\nwhere amount > ${limit}`

const datasource = { type: 'grafana-postgresql-datasource', uid: 'bench-postgres' }

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
    .datasource(datasource)
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
  const query = { refId: 'A', rawSql, format: 'table', rawQuery: true, editorMode: 'code', datasource }
  return { build: () => ({ ...query, _implementsDataqueryVariant }) }
}
